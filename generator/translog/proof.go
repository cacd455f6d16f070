package translog

import (
	"bytes"
	"encoding/base64"
	"strconv"
	"strings"

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

// Text returns the proof as a file, which has the form of C2SP tlog-proof:
//
//	proof = "c2sp.org/tlog-proof@v1" LF
//	        "extra " base64(entry) LF
//	        "index " number LF
//	        {base64(hash) LF} LF
//	        checkpoint
func (p *Proof) Text() []byte {
	b := []byte(proofHead + "\nextra " + base64.StdEncoding.EncodeToString(p.Entry) + "\nindex " + strconv.FormatInt(p.Index, 10) + "\n")
	for _, h := range p.Hashes {
		b = append(append(b, h...), '\n')
	}
	return append(append(b, '\n'), p.Checkpoint...)
}

const proofHead = "c2sp.org/tlog-proof@v1"

// ParseProof reads the file of a proof. Whether it holds is another question.
func ParseProof(data []byte) (*Proof, error) {
	damaged := fail("", "这不是证明文件", "this is no file of a proof")
	head, checkpoint, ok := bytes.Cut(data, []byte("\n\n"))
	lines := strings.Split(string(head), "\n")
	if !ok || len(data) > maxNote || len(lines) < 3 || lines[0] != proofHead {
		return nil, damaged
	}
	extra, isExtra := strings.CutPrefix(lines[1], "extra ")
	index, isIndex := strings.CutPrefix(lines[2], "index ")
	entry, err := base64.StdEncoding.Strict().DecodeString(extra)
	if !isExtra || !isIndex || err != nil {
		return nil, damaged
	}
	p := &Proof{Entry: entry, Hashes: lines[3:], Checkpoint: checkpoint}
	if p.Index, err = strconv.ParseInt(index, 10, 64); err != nil || !bytes.Equal(p.Text(), data) {
		return nil, damaged
	}
	return p, nil
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
