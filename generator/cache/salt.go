package cache

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"os"
)

// ProgramSalt returns a sum that changes whenever the program does: facts that
// another program recorded are never trusted.
//
// `go build` writes a build ID into every executable, the last part of which is
// the hash of the executable's content, embedded files included. It stands at
// the start of the file, so reading 64 KB tells what reading 20 MB would. An executable without one (`go run` makes such) is hashed as a whole.
func ProgramSalt() (Sum, error) {
	path, err := os.Executable()
	if err != nil {
		return Sum{}, fmt.Errorf("cannot find the program's own file: %w", err)
	}
	f, err := os.Open(path)
	if err != nil {
		return Sum{}, fmt.Errorf("cannot read the program's own file: %w", err)
	}
	defer f.Close()
	return saltOf(f)
}

// buildIDReach is how far into an executable the build ID is looked for.
const buildIDReach = 64 << 10

func saltOf(program io.Reader) (Sum, error) {
	start, err := io.ReadAll(io.LimitReader(program, buildIDReach))
	if err != nil {
		return Sum{}, err
	}
	if id := buildID(start); len(id) > 0 {
		return SumBytes(id), nil
	}
	h := NewHash()
	h.Write(start)
	if _, err := io.Copy(h, program); err != nil {
		return Sum{}, err
	}
	return h.Sum(), nil
}

// buildID returns the build ID found in the first bytes of an executable: a
// note in ELF, text before the code elsewhere.
//
//	4 size 4 "Go\x00\x00" ACTION/MAIN/MAINCONTENT/CONTENT
//	\xff Go build ID: "ACTION/MAIN/MAINCONTENT/CONTENT"\n \xff
//
// It returns nil where there is none, and for an ID with fewer parts, whose
// last part would not be the hash of an executable.
func buildID(start []byte) []byte {
	id := noteID(start)
	if id == nil {
		id = textID(start)
	}
	if bytes.Count(id, []byte("/")) != 3 {
		return nil
	}
	return id
}

func textID(start []byte) []byte {
	_, id, _ := bytes.Cut(start, []byte("\xff Go build ID: \""))
	id, _, closed := bytes.Cut(id, []byte("\"\n \xff"))
	if !closed {
		return nil
	}
	return id
}

func noteID(start []byte) []byte {
	const typeAndOwner = "\x04\x00\x00\x00Go\x00\x00"
	before, id, found := bytes.Cut(start, []byte(typeAndOwner))
	if !found || len(before) < 4 {
		return nil
	}
	size := binary.LittleEndian.Uint32(before[len(before)-4:])
	if uint64(size) > uint64(len(id)) {
		return nil
	}
	return id[:size]
}
