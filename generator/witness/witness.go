// Package witness signs the checkpoints of other offices' logs, for a district or an
// archive: whatever it has signed once, it never signs anything that contradicts it.
//
//	signed, err := witness.Sign(memory, log, checkpoint, witness.As{…})
//
// # Memory
//
// What makes a witness is that it remembers. Its memory is a folder with a file for each
// log, named after the SHA-256 of the log's origin (the first 32 digits):
//
//	file = "key " key LF checkpoint   ; the key of the office, and what was signed last
//
// The file is written, and on the disk, before the signature is handed out. Who loses the
// memory can be made to sign two histories: it is to be kept like the key.
//
// A log that the memory does not know needs the key of its office from elsewhere. A log
// whose office has changed its key needs the new one, and still has to go on with what was
// signed before.
//
// The form of the signatures is C2SP cosignature/v1, see package translog.
package witness

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"gongkai/generator/filelock"
	"gongkai/generator/minisign"
	"gongkai/generator/rewrite"
	"gongkai/generator/translog"
)

// As is who signs, and when.
type As struct {
	Name string
	Key  minisign.PublicKey
	By   minisign.Signer
	At   time.Time
	// Office is the key of the office from elsewhere; nil: the one remembered.
	Office *minisign.PublicKey
}

// ErrUnknown says that the memory does not know the log, and nobody has said whose it is.
var ErrUnknown = errors.New("this log is not known, and no key of its office was given")

// ErrBusy says that another process signs for the same log.
var ErrBusy = errors.New("the witness is at work on this log already")

// Sign adds a signature to the checkpoint of a log that was loaded, if the log goes on
// with what was signed before. Where it does not, the error is a [translog.Error].
func Sign(memory string, log *translog.Log, checkpoint []byte, as As) ([]byte, error) {
	file := File(memory, log.Origin())
	if err := os.MkdirAll(memory, 0o700); err != nil {
		return nil, err
	}
	lock, err := filelock.Try(file + ".lock")
	if errors.Is(err, filelock.ErrHeld) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, err
	}
	defer lock.Release()
	office, last, err := remembered(file, as.Office)
	if err == nil && last != nil {
		err = log.Consistent(last)
	}
	if err != nil {
		return nil, err
	}
	if err := translog.Signed(checkpoint, office.Ed25519()); err != nil {
		return nil, err
	}
	w := translog.Witness{Name: as.Name, Key: as.Key.Ed25519()}
	signed, err := translog.Cosign(checkpoint, w, as.By, as.At)
	if err != nil {
		return nil, err
	}
	if _, err := translog.Cosigned(signed, w); err != nil {
		return nil, err // the key is not the one that it is said to be
	}
	return signed, rewrite.File(file, append([]byte("key "+office.String()+"\n"), checkpoint...), 0o600)
}

// File is where the memory of a log is.
func File(memory, origin string) string {
	sum := sha256.Sum256([]byte(origin))
	return filepath.Join(memory, fmt.Sprintf("%x", sum[:16]))
}

// Trusted verifies that the office whose log it is has signed a checkpoint: by the key that
// is given, or the one remembered. It is for [translog.LoadSigned], so that nobody else can
// make a witness read a log.
func Trusted(memory string, checkpoint []byte, given *minisign.PublicKey) error {
	at, err := translog.ParseCheckpoint(checkpoint)
	if err != nil {
		return err
	}
	office, _, err := remembered(File(memory, at.Origin), given)
	if err != nil {
		return err
	}
	return translog.Signed(checkpoint, office.Ed25519())
}

// remembered returns the key of an office, the one that is given before the one that was
// remembered, and the checkpoint that was signed last; nil where there is none.
func remembered(file string, given *minisign.PublicKey) (office minisign.PublicKey, last *translog.Checkpoint, err error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		if given == nil {
			return office, nil, ErrUnknown
		}
		return *given, nil, nil
	}
	if err != nil {
		return office, nil, err
	}
	line, note, _ := bytes.Cut(data, []byte("\n"))
	text, ok := bytes.CutPrefix(line, []byte("key "))
	last, err = translog.ParseCheckpoint(note)
	if err == nil {
		office, err = minisign.ParsePublicKey(string(text))
	}
	if !ok || err != nil {
		return office, nil, fmt.Errorf("%s is damaged; restore it from a copy: a witness that forgets can be made to sign two histories", file)
	}
	if given != nil {
		office = *given
	}
	return office, last, nil
}
