using CoEvolve.Graph.Storage.Indexes;
using CoEvolve.Graph.Storage.Log;

namespace CoEvolve.Graph.Storage.Snapshots;

/// <summary>A whole graph state in one file, checked by sums over every byte. FORMAT.md draws the layout.</summary>
/// <remarks>
/// Adjacency and index entries are not kept, but made again from relationships and properties: that is about as fast as reading
/// them, halves the file, and leaves nothing in it that could contradict itself.
/// </remarks>
internal static class SnapshotFile
{
    /// <summary>
    /// Writes a frozen state, which has all transactions up to a place in the log. The file of that name is replaced in one step, after the new one is on the disk: a crash leaves the old or the
    /// new one, and at most a leftover beside it that ends in ".tmp", which the next write overwrites.
    /// </summary>
    public static void Write(GraphState state, LogPosition position, string path, CancellationToken cancellationToken)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                WriteTo(stream, state, position, cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        DurableFolder.Flush(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads a state, frozen, and the place in the log up to which it has all transactions.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of a format that this program does not know; the message says where and what to do.</exception>
    public static (GraphState State, LogPosition Position) Read(string path)
    {
        // A snapshot that is being checked may be replaced meanwhile.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16, FileOptions.SequentialScan);
        var reader = new SnapshotReader(stream, path);
        return (new SnapshotLoad(reader).Run(), reader.LogPosition);
    }

    internal static void WriteTo(Stream stream, GraphState state, LogPosition position, CancellationToken cancellationToken)
    {
        var writer = new SnapshotWriter(stream, position, cancellationToken);

        // A writer that goes on meanwhile adds names and sets: a set counted now has only names that are counted later.
        var (labelSets, shapes) = (state.Vocabulary.LabelSets.Count, state.Vocabulary.Shapes.Count);
        WriteNames(writer, state);
        WriteSets(writer, (state.Vocabulary.LabelSets, labelSets), (state.Vocabulary.Shapes, shapes));
        WriteNodes(writer, state);
        WriteRelationships(writer, state);
        WriteIndexes(writer, state);
        writer.BeginSection(SnapshotSection.End);
        writer.WriteVarint(state.NodeCount);
        writer.WriteVarint(state.RelationshipCount);
        writer.EndSection();
    }

    private static void WriteNames(SnapshotWriter writer, GraphState state)
    {
        writer.BeginSection(SnapshotSection.Names);
        foreach (var table in new[] { state.Labels, state.RelationshipTypes, state.PropertyKeys })
        {
            var count = table.Count;
            writer.WriteVarint(count);
            for (var i = 0; i < count; i++)
            {
                writer.WriteString(table[i]);
            }
        }

        writer.EndSection();
    }

    private static void WriteSets(SnapshotWriter writer, params ReadOnlySpan<(TokenSetTable Table, int Count)> tables)
    {
        writer.BeginSection(SnapshotSection.Sets);
        foreach (var (table, count) in tables)
        {
            writer.WriteVarint(count);
            for (var i = 0; i < count; i++)
            {
                writer.WriteVarint(table[i].Count);
                foreach (var token in table[i].Tokens)
                {
                    writer.WriteVarint(token);
                }
            }
        }

        writer.EndSection();
    }

    private static void WriteNodes(SnapshotWriter writer, GraphState state)
    {
        writer.BeginSection(SnapshotSection.Nodes);
        writer.WriteVarint(state.NextNode);
        writer.WriteVarint(state.NodeCount);
        var previous = -1L;
        for (var nodes = state.AllNodes(); nodes.MoveNext(); previous = nodes.Current)
        {
            ref readonly var record = ref state.RecordOfNode(nodes.Current);
            writer.WriteVarint(nodes.Current - previous);
            writer.WriteVarint(record.LabelSet - 1);
            WriteProperties(writer, in record.Properties);
        }

        writer.EndSection();
    }

    private static void WriteRelationships(SnapshotWriter writer, GraphState state)
    {
        writer.BeginSection(SnapshotSection.Relationships);
        writer.WriteVarint(state.NextRelationship);
        writer.WriteVarint(state.RelationshipCount);
        var previous = -1L;
        for (var relationships = state.AllRelationships(); relationships.MoveNext(); previous = relationships.Current)
        {
            var relationship = relationships.Current;
            writer.WriteVarint(relationship - previous);
            writer.WriteVarint(state.TypeOf(relationship));
            writer.WriteVarint(state.StartOf(relationship));
            writer.WriteVarint(state.EndOf(relationship));
            WriteProperties(writer, in state.RowOfRelationship(relationship));
        }

        writer.EndSection();
    }

    private static void WriteProperties(SnapshotWriter writer, in PropertyRow row)
    {
        writer.WriteVarint(row.Shape);
        foreach (var value in row.Values.AsSpan())
        {
            ValueCodec.Write(writer, value);
        }
    }

    private static void WriteIndexes(SnapshotWriter writer, GraphState state)
    {
        writer.BeginSection(SnapshotSection.Indexes);
        writer.WriteVarint(state.Lookups.Count + state.Indexes.Count);
        foreach (var index in state.Lookups.Concat(state.Indexes))
        {
            DefinitionCodec.Write(writer, index);
        }

        writer.EndSection();
    }
}
