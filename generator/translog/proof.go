package translog

import (
	"encoding/base64"

	"golang.org/x/mod/sumdb/tlog"
)

// Proof shows that an entry is in the log of a checkpoint, without the log.
type Proof struct {
	Index int64
	// Entry is the line as it is in the log.
	Entry []byte
	// Hashes lead from the entry to the root, in base64.
	Hashes []string
	// Checkpoint is the signed checkpoint.
	Checkpoint []byte
}

// Inclusion proves an entry.
func (l *Log) Inclusion(i int64, checkpoint []byte) (*Proof, error) {
	list, err := tlog.ProveRecord(l.Size(), i, tlog.HashReaderFunc(l.read))
	if err != nil {
		return nil, err
	}
	p := &Proof{Index: i, Entry: l.entries[i], Checkpoint: checkpoint}
	for _, h := range list {
		p.Hashes = append(p.Hashes, h.String())
	}
	return p, nil
}

// Check verifies that the entry is in the log of the checkpoint. Who has signed that is
// another question: see [Signed] and [Cosigned].
func (p *Proof) Check() error {
	refused := fail("", "证明不成立：这条记录不在这个检查点的发布日志里", "the proof does not hold: the entry is not in the log of the checkpoint")
	at, err := ParseCheckpoint(p.Checkpoint)
	if err != nil {
		return err
	}
	if len(p.Hashes) > 64 || p.Index < 0 || p.Index >= at.Size {
		return refused
	}
	list := make(tlog.RecordProof, len(p.Hashes))
	for i, text := range p.Hashes {
		if list[i], err = tlog.ParseHash(text); err != nil {
			return refused
		}
	}
	root, err := tlog.ParseHash(at.Root)
	if err != nil || tlog.CheckRecord(list, at.Size, root, p.Index, tlog.RecordHash(p.Entry)) != nil {
		return refused
	}
	return nil
}

// Consistent reports whether the log begins with all that it held at an earlier
// checkpoint; nil where it does. The root of that size is computed from the entries, so
// this is a proof of consistency and a check of it in one.
func (l *Log) Consistent(earlier *Checkpoint) error {
	switch {
	case earlier.Origin != l.origin:
		return fail(CheckpointPath, "这是另一个发布日志的检查点：%s，不是 %s", "this is the checkpoint of another log, %s, not %s", earlier.Origin, l.origin)
	case earlier.Size > l.Size():
		return fail(CheckpointPath, "发布日志变短了：原来有 %d 条，现在有 %d 条", "the log has become shorter: it had %d entries, and now has %d", earlier.Size, l.Size())
	}
	root, err := l.root(earlier.Size)
	if err != nil {
		return err
	}
	if base64.StdEncoding.EncodeToString(root[:]) != earlier.Root {
		return fail(CheckpointPath, "发布日志的历史被改写：前 %d 条与原来的检查点不符", "the history of the log was rewritten: its first %d entries are not those of the earlier checkpoint", earlier.Size)
	}
	return nil
}
