Console.WriteLine("embedded Kafka and registry");
