package translog

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The kinds of signatures of a note, as C2SP numbers them.
const (
	kindEd25519 = 0x01
	kindCosign  = 0x04
)

const (
	// maxNote is the longest checkpoint that is read, in bytes.
	maxNote = 64 << 10
	// maxSignatures is how many signatures a checkpoint may get, fewer than what package
	// note reads, and maxName how long the name of each may be, in bytes.
	maxSignatures = 64
	maxName       = 255
)

// ErrOther says that two checkpoints are not the same one.
var ErrOther = fail(CheckpointPath, "这是另一个检查点，不是现在这个", "this is another checkpoint than the present one")

// Checkpoint is what a checkpoint says. Its signatures are another question.
type Checkpoint struct {
	Origin string
	Size   int64
	Root   string // in base64
}

// ParseCheckpoint reads a checkpoint. Its signatures have the form of such, and none is
// verified.
func ParseCheckpoint(data []byte) (*Checkpoint, error) {
	text, _, err := split(data)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(text, "\n")
	damaged := fail(CheckpointPath, "这不是发布日志的检查点", "this is no checkpoint of a log")
	if len(lines) < 4 || lines[0] == "" {
		return nil, damaged
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	root, rootErr := base64.StdEncoding.Strict().DecodeString(lines[2])
	if err != nil || rootErr != nil || strconv.FormatInt(size, 10) != lines[1] || size < 0 || len(root) != tlog.HashSize {
		return nil, damaged
	}
	if size > maxSize {
		return nil, fail(CheckpointPath, "发布日志有 %d 条，太多了", "%d entries are too many for a log", size)
	}
	return &Checkpoint{lines[0], size, lines[2]}, nil
}

// split takes a note into its text and its signatures, which have the form of such.
func split(data []byte) (text, signatures string, err error) {
	at := strings.LastIndex(string(data), "\n\n")
	if len(data) > maxNote || at < 0 || data[len(data)-1] != '\n' {
		return "", "", fail(CheckpointPath, "这不是发布日志的检查点", "this is no checkpoint of a log")
	}
	// Without a key to verify by, a note that can be read has no signature that is verified.
	var unverified *note.UnverifiedNoteError
	if _, err := note.Open(data, note.VerifierList()); !errors.As(err, &unverified) {
		return "", "", fail(CheckpointPath, "检查点损坏", "the checkpoint is damaged")
	}
	return string(data[:at+1]), string(data[at+2:]), nil
}

// Signer signs a message with Ed25519, wherever the key is kept.
type Signer interface {
	Sign(message []byte) ([]byte, error)
}

// noteSigner is a Signer as package note wants it.
type noteSigner struct {
	Signer
	name string
	id   uint32
	// wrap adds to a message and to its signature what a kind of signature has more.
	before, prefix []byte
}

func (s noteSigner) Name() string    { return s.name }
func (s noteSigner) KeyHash() uint32 { return s.id }

func (s noteSigner) Sign(message []byte) ([]byte, error) {
	sig, err := s.Signer.Sign(append(append([]byte(nil), s.before...), message...))
	return append(append([]byte(nil), s.prefix...), sig...), err
}

// keyID is the number of a key, by which its signatures are known.
func keyID(name string, kind byte, key ed25519.PublicKey) uint32 {
	sum := sha256.Sum256(append(append([]byte(name+"\n"), kind), key...))
	return binary.BigEndian.Uint32(sum[:])
}

// Checkpoint returns a signed checkpoint of the log. What was signed is verified.
func (l *Log) Checkpoint(key ed25519.PublicKey, by Signer) ([]byte, error) {
	text, err := l.text()
	if err != nil {
		return nil, err
	}
	signed, err := note.Sign(&note.Note{Text: text}, noteSigner{Signer: by, name: l.origin, id: keyID(l.origin, kindEd25519, key)})
	if err != nil {
		return nil, err
	}
	return signed, Signed(signed, key)
}

// Signed verifies that the office whose key it is has signed a checkpoint.
func Signed(checkpoint []byte, key ed25519.PublicKey) error {
	at, err := ParseCheckpoint(checkpoint)
	if err != nil {
		return err
	}
	_, err = open(checkpoint, verifier{at.Origin, keyID(at.Origin, kindEd25519, key), func(message, sig []byte) bool {
		return ed25519.Verify(key, message, sig)
	}})
	return err
}

// verifier verifies signatures of one key. It is a note.Verifier.
type verifier struct {
	name   string
	id     uint32
	verify func(message, sig []byte) bool
}

func (v verifier) Name() string                    { return v.name }
func (v verifier) KeyHash() uint32                 { return v.id }
func (v verifier) Verify(message, sig []byte) bool { return v.verify(message, sig) }

// open verifies a note that must be signed by a key, and returns the value of the first
// signature that does verify: one that does not is no reason to disregard another.
func open(data []byte, by verifier) ([]byte, error) {
	text, signatures, err := split(data)
	if err != nil {
		return nil, err
	}
	wrong := fail(CheckpointPath, "检查点没有 %s 用这把钥匙的签名", "the checkpoint has no signature of %s by this key", by.name)
	for line := range strings.Lines(signatures) {
		n, err := note.Open([]byte(text+"\n"+line), note.VerifierList(by))
		if err == nil {
			value, err := base64.StdEncoding.DecodeString(n.Sigs[0].Base64)
			return value[4:], err
		}
		var invalid *note.InvalidSignatureError
		if errors.As(err, &invalid) {
			wrong = fail(CheckpointPath, "检查点上 %s 的签名与内容不符", "the signature of %s does not fit the checkpoint", by.name)
		}
	}
	return nil, wrong
}

// Witness is somebody who signs checkpoints of others.
type Witness struct {
	Name string // without blanks and plus signs
	Key  ed25519.PublicKey
}

// Cosign adds the signature of a witness to a checkpoint, and with it the time. It looks
// at nothing: that the checkpoint goes on with the one that was signed before is for the
// caller to see.
func Cosign(checkpoint []byte, w Witness, by Signer, at time.Time) ([]byte, error) {
	text, signatures, err := split(checkpoint)
	if err != nil {
		return nil, err
	}
	signer := noteSigner{Signer: by, name: w.Name, id: keyID(w.Name, kindCosign, w.Key)}
	signer.before = fmt.Appendf(nil, "cosignature/v1\ntime %d\n", at.Unix())
	signer.prefix = binary.BigEndian.AppendUint64(nil, uint64(at.Unix()))
	alone, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return nil, err
	}
	_, own, err := split(alone)
	return []byte(text + "\n" + signatures + own), err
}

// Merge adds to a checkpoint those signatures of another one of the same text that it
// lacks. Whose they are it does not know, and so verifies none: of one name and key all
// stay, and whoever has the key finds the one that is right. What has not the form of a
// signature, and more signatures than a reader puts up with, are refused. [ErrOther] is
// what it returns where the text is not the same.
func Merge(checkpoint, other []byte) ([]byte, error) {
	text, signatures, err := split(checkpoint)
	if err != nil {
		return nil, err
	}
	same, more, err := split(other)
	if err != nil {
		return nil, err
	}
	if text != same {
		return nil, ErrOther
	}
	at := strings.Count(text, "\n") + 1
	for line := range strings.Lines(more) {
		if at++; !isSignature(line) {
			return nil, fail(CheckpointPath, "第 %d 行不是签名（“— 名称 base64”，名称不超过 %d 字节，没有空白、加号和控制字符）", "line %d is no signature (“— name base64”, the name of at most %d bytes without blanks, plus signs and control characters)", at, maxName)
		}
		if !strings.Contains("\n"+signatures, "\n"+line) {
			signatures += line
		}
	}
	if n := strings.Count(signatures, "\n"); n > maxSignatures {
		return nil, fail(CheckpointPath, "检查点上会有 %d 个签名，最多 %d 个", "the checkpoint would have %d signatures, and may have %d", n, maxSignatures)
	}
	merged := []byte(text + "\n" + signatures)
	_, err = ParseCheckpoint(merged)
	return merged, err
}

// isSignature reports whether a line has the form of a signature of an office or of a
// witness, with a name that any terminal can show.
func isSignature(line string) bool {
	words, ended := strings.CutSuffix(strings.TrimPrefix(line, "— "), "\n")
	name, value, _ := strings.Cut(words, " ")
	decoded, err := base64.StdEncoding.Strict().DecodeString(value)
	if err != nil || !ended || len(words)+len("— \n") != len(line) || strings.ContainsAny(value, "\r\n") {
		return false
	}
	const office, witness = 4 + ed25519.SignatureSize, 4 + 8 + ed25519.SignatureSize
	return (len(decoded) == office || len(decoded) == witness) && IsName(name)
}

// IsName reports whether a name may stand in a checkpoint: that of a log or of who signs.
func IsName(name string) bool {
	return name != "" && len(name) <= maxName && utf8.ValidString(name) && !strings.ContainsFunc(name, func(r rune) bool {
		return r == '+' || unicode.IsSpace(r) || !unicode.IsPrint(r)
	})
}

// Cosigned verifies that a witness has signed a checkpoint, and says when.
func Cosigned(checkpoint []byte, w Witness) (time.Time, error) {
	value, err := open(checkpoint, verifier{w.Name, keyID(w.Name, kindCosign, w.Key), func(message, sig []byte) bool {
		if len(sig) != 8+ed25519.SignatureSize {
			return false
		}
		head := fmt.Appendf(nil, "cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(sig))
		return ed25519.Verify(w.Key, append(head, message...), sig[8:])
	}})
	if err != nil {
		return time.Time{}, err
	}
	return time.Unix(int64(binary.BigEndian.Uint64(value)), 0).UTC(), nil
}
