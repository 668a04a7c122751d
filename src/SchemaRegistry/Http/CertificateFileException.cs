namespace OrderPipeline.SchemaRegistry.Http;

/// <summary>A file with certificates or a key cannot be used; the message names it and never quotes it.</summary>
internal sealed class CertificateFileException(string message, Exception? innerException = null)
    : Exception(message, innerException);
