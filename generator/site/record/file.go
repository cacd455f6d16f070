package record

import (
	"encoding/hex"

	"gongkai/generator/asset"
	"gongkai/generator/cache"
	"gongkai/generator/diag"
	"gongkai/generator/source"
)

// File is a file that is published as a file, if at all: one beside documents, or
// a static one.
type File struct {
	Path   string // as findings name it; also where it is, unless embedded
	Stamp  source.Stamp
	Open   asset.Open
	Static bool
	// Builtin says that the binary brings the file: nobody can rename it.
	Builtin bool
	Facts   Facts
	// Err is why the file could not be read; then there are no facts.
	Err error
}

// Facts are what there is to know of a file from its bytes.
type Facts struct {
	// Copied says that what is published are the bytes of the source file.
	Copied bool
	Info   asset.Info // of what is published
	// Source is the SHA-256 of the source file where what is published are other
	// bytes: 64 hexadecimal digits, else "".
	Source string
	Found  []diag.Diagnostic
	// Marks are what must not go out of what is published.
	Marks []Mark
}

// Sum identifies what is published for the file: the beginning of the SHA-256
// that pages tell of it.
func (f *Facts) Sum() (sum cache.Sum) {
	full, err := hex.DecodeString(f.Info.SHA256)
	if err == nil {
		copy(sum[:], full)
	}
	return sum
}

// Same reports whether a file is as it was, by its stamp.
func (f *File) Same(then *File) bool {
	if f == nil || then == nil || f == then {
		return f == then
	}
	before, after := then.Stamp, f.Stamp
	before.Racy, after.Racy = false, false
	return then.Path == f.Path && before == after
}
