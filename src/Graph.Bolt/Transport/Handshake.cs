using System.Buffers.Binary;
using CoEvolve.Graph.Bolt.Messages;

namespace CoEvolve.Graph.Bolt.Transport;

/// <summary>The server's part of agreeing on a version: four offers of four bytes, the first that is served wins, of a range the highest version.</summary>
/// <remarks>An offer is <c>00 range minor major</c>: minor versions from <c>minor - range</c> on. <c>00 00 01 FF</c> asks for a list of all versions instead, from which the client then chooses.</remarks>
internal static class Handshake
{
    public const int Size = 20;
    public const uint Magic = 0x6060B017;

    private const uint ManifestOffer = 0x000001FF;

    /// <summary>The manifest: its offer, three ranges, and no capabilities. One array, since a driver fails when it comes in two pieces.</summary>
    private static readonly byte[] Manifest = [0x00, 0x00, 0x01, 0xFF, 0x03, 0x00, 0x04, 0x04, 0x04, 0x00, 0x04, 0x04, 0x05, 0x00, 0x02, 0x08, 0x05, 0x00];

    /// <returns>The version, and whether it was chosen from the manifest; null where the connection is to be closed.</returns>
    public static async ValueTask<(BoltVersion Version, bool ByManifest)?> AgreeAsync(Stream stream, CancellationToken cancellationToken)
    {
        var request = new byte[Size];
        await stream.ReadExactlyAsync(request.AsMemory(0, sizeof(uint)), cancellationToken).ConfigureAwait(false);
        if (BinaryPrimitives.ReadUInt32BigEndian(request) != Magic)
        {
            return null;
        }

        await stream.ReadExactlyAsync(request.AsMemory(sizeof(uint)), cancellationToken).ConfigureAwait(false);
        for (var offer = sizeof(uint); offer < Size; offer += sizeof(uint))
        {
            if (BinaryPrimitives.ReadUInt32BigEndian(request.AsSpan(offer)) == ManifestOffer)
            {
                return await AgreeByManifestAsync(stream, cancellationToken).ConfigureAwait(false);
            }

            if (Choose(request.AsSpan(offer, sizeof(uint))) is { } version)
            {
                await SendAsync(stream, [0, 0, version.Minor, version.Major], cancellationToken).ConfigureAwait(false);
                return (version, false);
            }
        }

        await SendAsync(stream, new byte[sizeof(uint)], cancellationToken).ConfigureAwait(false);
        return null;
    }

    private static BoltVersion? Choose(ReadOnlySpan<byte> offer)
    {
        var (range, highest, major) = (offer[1], offer[2], offer[3]);
        for (var minor = (int)highest; offer[0] == 0 && minor >= Math.Max(0, highest - range); minor--)
        {
            var version = new BoltVersion(major, (byte)minor);
            if (version.IsServed)
            {
                return version;
            }
        }

        return null;
    }

    private static async ValueTask<(BoltVersion Version, bool ByManifest)?> AgreeByManifestAsync(Stream stream, CancellationToken cancellationToken)
    {
        await SendAsync(stream, Manifest, cancellationToken).ConfigureAwait(false);
        var choice = new byte[sizeof(uint) + 1];
        await stream.ReadExactlyAsync(choice, cancellationToken).ConfigureAwait(false);
        var version = new BoltVersion(choice[3], choice[2]);
        var capabilities = choice[4];
        for (var next = capabilities; (next & 0x80) != 0;)
        {
            await stream.ReadExactlyAsync(choice.AsMemory(4), cancellationToken).ConfigureAwait(false);
            next = choice[4];
        }

        // Bit 0 is kept free so that clients do not copy what they are sent.
        return choice[0] == 0 && choice[1] == 0 && version.IsServed && (capabilities & 1) == 0 ? (version, true) : null;
    }

    private static async ValueTask SendAsync(Stream stream, byte[] bytes, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
