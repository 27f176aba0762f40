using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>Brings the entries of a folder to the disk, so that a rename in it survives a power cut.</summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;

    // .NET opens no folder as a file, and fsync on a folder is what POSIX asks for after a rename. Windows needs no such call.
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(Encoding.UTF8.GetBytes(folder + '\0'), ReadOnly);
        if (descriptor < 0)
        {
            throw new IOException($"The folder '{folder}' cannot be opened.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }

        var failed = Synchronise(descriptor) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (failed)
        {
            throw new IOException($"The folder '{folder}' cannot be brought to the disk.", new Win32Exception(error));
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
