using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Nansen.Documents;

/// <summary>
/// Reads pages in a process beside this one, which is ended when a page takes longer, or more memory, than a page of a document
/// needs: what strangers upload is taken apart by libraries of others, and must not take a server with it.
/// </summary>
/// <param name="start">How to start the process; it runs <see cref="Serve"/> on its standard input and output.</param>
/// <param name="limit">How long one page may take.</param>
public sealed class PageReaderProcess(ProcessStartInfo start, TimeSpan limit) : IDisposable
{
    /// <summary>The most that the process may have on its heap.</summary>
    public const long MaxMemory = 768L * 1024 * 1024;

    private readonly SemaphoreSlim turn = new(1);
    private Process? process;

    /// <summary>Reads one file; the next waits for it.</summary>
    public async Task<PageReading> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation = default)
    {
        if (file.Length > PageReading.MaxBytes) return PageReading.Faulty(PageReading.TooLarge);
        // Who waits longer than a few pages may take is told so, rather than left hanging.
        if (!await turn.WaitAsync(4 * limit, cancellation)) return PageReading.Faulty("Too many files are being read. Try again in a minute.");
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            time.CancelAfter(limit);
            process ??= Begin();
            return await AskAsync(process, file, time.Token) ?? Ended("The file could not be read: it needs more memory than a document's page does.");
        }
        catch (OperationCanceledException)
        {
            var faulty = Ended(string.Create(CultureInfo.InvariantCulture, $"The file could not be read within {limit.TotalSeconds:0} seconds."));
            cancellation.ThrowIfCancellationRequested();
            return faulty;
        }
        catch (IOException error)
        {
            return Ended($"The file could not be read. {error.Message}");
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The other side: reads files from a stream and answers each with a line, until the stream ends.</summary>
    public static void Serve(Stream input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        Span<byte> length = stackalloc byte[4];
        while (input.ReadAtLeast(length, 4, throwOnEndOfStream: false) == 4)
        {
            var file = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            input.ReadExactly(file);
            JsonSerializer.Serialize(output, PageReading.Read(file));
            output.Write("\n"u8);
            output.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Ended("");
        turn.Dispose();
    }

    private Process Begin()
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["DOTNET_GCHeapHardLimit"] = MaxMemory.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_gcServer"] = "0";
        Process? begun = null;
        try { begun = Process.Start(start); }
        catch (Win32Exception error) { throw new IOException($"The reader of pages did not start: {error.Message}", error); }
        if (begun is null) throw new IOException("The reader of pages did not start.");
        // What it says of its end is of no use to anybody; unread it would block.
        begun.BeginErrorReadLine();
        return begun;
    }

    private static async Task<PageReading?> AskAsync(Process process, ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        var input = process.StandardInput.BaseStream;
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, file.Length);
        await input.WriteAsync(length, cancellation);
        await input.WriteAsync(file, cancellation);
        await input.FlushAsync(cancellation);
        return await process.StandardOutput.ReadLineAsync(cancellation) is { } line ? JsonSerializer.Deserialize<PageReading>(line) : null;
    }

    private PageReading Ended(string why)
    {
        if (process is { } old)
        {
            process = null;
            if (!old.HasExited) old.Kill(entireProcessTree: true);
            old.Dispose();
        }

        return PageReading.Faulty(why);
    }
}
