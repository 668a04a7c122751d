@echo off
rem The project's one script, for Windows; CONTRIBUTING.md names the raw command behind each word.
setlocal
cd /d "%~dp0"
if "%1"=="setup"  ( dotnet restore OrderPipeline.sln & exit /b )
if "%1"=="demo"   ( dotnet run --project src\Demo -c Release -- %2 %3 %4 %5 %6 %7 %8 %9 & exit /b )
if "%1"=="local"  ( dotnet run --project src\LocalCluster -c Release -- %2 %3 %4 %5 %6 %7 %8 %9 & exit /b )
if "%1"=="test"   ( dotnet test --solution OrderPipeline.sln -c Release & exit /b )
if "%1"=="e2e"    ( dotnet test --project tests\EndToEnd.Tests -c Release & exit /b )
if "%1"=="chaos"  ( set CHAOS_SEED=%2& dotnet test --project tests\Chaos.Tests -c Release & exit /b )
if "%1"=="bench"  ( dotnet run --project bench\Benchmarks -c Release -- %2 %3 %4 %5 & exit /b )
if "%1"=="format" ( set Configuration=Release& dotnet build OrderPipeline.sln -v quiet & dotnet format OrderPipeline.sln --no-restore & exit /b )
echo usage: dev setup^|demo^|local^|test^|e2e^|chaos^|bench^|format
if "%1"=="" exit /b 0
exit /b 2
