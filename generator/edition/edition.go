// Package edition is what a release adds to a site: a list of all its files with their
// sums, the signature of that list, and the publication log. With them, anybody can tell
// later whether a file is the one that was released, and when its address was logged.
//
//	d := &edition.Draft{Day: "2026-12-01", Files: …, Items: …, First: …}
//	err := d.Log(log)                            // what has changed becomes entries
//	files, err := d.Seal(log, checkpoint, keys)  // what is to be published beside the site
//
// # Files
//
//	SHA256SUMS            ; all files of the site and of log/, as `sha256sum` prints them
//	SHA256SUMS.minisig    ; its signature, see package minisign
//	SHA256SUMS.sig        ; another signature of it, by a program of the office, if there is one
//	log/key.pub           ; the public key that has signed both
//	log/checkpoint, log/tile/…  ; see package translog
//
// The list is that of coreutils, sorted by the bytes of the paths, and `sha256sum -c
// SHA256SUMS` in the folder of the site checks it:
//
//	list = {line}
//	line = 64 digits 0-9a-f "  " path LF
//
// It has neither itself nor its signature, nor the marker by which the program knows the
// folder again, which no reader of the site has any use for. The signed comment of the
// signature says the rest: the day of the release, how many entries the log has, and the
// id of the tree, which is what the marker must hold:
//
//	comment = "day=" YYYY-MM-DD " entries=" number " tree=" id [" also=" sum]
//
// where sum is the SHA-256 of the other signature. What that is, is between the office and
// whoever verifies it: nothing here looks into it.
//
// # What is logged
//
// Each page that stands for a document, and each file beside documents, has an entry
// whenever one of its bytes or days differs from what was logged last. What is not there
// any more has a last entry that says so. So the log of a site whose layout has changed
// gets longer by all its documents: their pages are other bytes, and whoever has saved
// one wants to find either in the log.
//
// edition reads and writes no file, and knows nothing of Markdown or of the site's plan.
package edition

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/generator/minisign"
	"gongkai/generator/translog"
)

// Where the files are.
const (
	SumsPath      = "SHA256SUMS"
	SignaturePath = "SHA256SUMS.minisig"
	AlsoPath      = "SHA256SUMS.sig"
	LogFolder     = "log"
	KeyPath       = "log/key.pub"

	CheckpointPath = LogFolder + "/" + translog.CheckpointPath
)

// Taken reports whether a path is one that a release needs, on any file system.
func Taken(path string) bool {
	folded := strings.ToLower(path)
	for _, own := range []string{SumsPath, SignaturePath, AlsoPath, LogFolder} {
		if rest, ok := strings.CutPrefix(folded, strings.ToLower(own)); ok && (rest == "" || rest[0] == '/') {
			return true
		}
	}
	return false
}

// ServersOwn reports whether a file is one that a server with our configuration (package
// hosting) does not send as it is: it writes into the first of these or hides it, and hides
// what tells it of itself.
func ServersOwn(path string) bool {
	return slices.Contains([]string{"404.html", "withdrawn.map", "web.config"}, path)
}

// IsList reports whether a path is that of the list or of a signature of it, which say what
// the other files are and so are no part of that.
func IsList(path string) bool {
	return path == SumsPath || path == SignaturePath || path == AlsoPath
}

// File is a file with its bytes.
type File struct {
	Path string
	Data []byte
}

// Sum is a file with its SHA-256.
type Sum struct {
	Path   string
	SHA256 [32]byte
}

// The states of an item, which are those of an entry of the log.
const (
	Public     = translog.Public
	Attachment = translog.Attachment
	Withdrawn  = translog.Withdrawn
)

// Item is a page that stands for a document, or a file beside documents.
type Item struct {
	Address string
	// Present is the day of publication that the document gives, "" where there is none.
	Present string
	State   string
}

// Draft is a site that is about to be released.
type Draft struct {
	Day   string // of the release, YYYY-MM-DD
	Files []Sum  // all of the site, in any order
	Items []Item // in any order
	// First says when an address was first public as far as that is recorded, "" where
	// it is not.
	First func(address string) string
	// Record is records/published.tsv as it will be, nil where it stays as it is.
	Record []byte
	// ID says how the tree is called that has these files, too.
	ID func(more []File) string
	// Published are the list and the signatures that are published now, as far as they are.
	Published []File
}

// Log adds entries for what is not as it was logged last.
func (d *Draft) Log(log *translog.Log) error {
	last, since := map[string]translog.Entry{}, map[string]string{}
	for i := range log.Size() {
		e := log.Entry(i)
		last[e.Address] = e
		if since[e.Address] == "" {
			since[e.Address] = e.First
		}
	}
	var more []translog.Entry
	sums := d.sums()
	for _, item := range d.Items {
		sum := sums[item.Address]
		e := translog.Entry{Address: item.Address, Sum: hex.EncodeToString(sum[:]), Logged: d.Day, State: item.State}
		e.Present = cmp.Or(item.Present, translog.None)
		e.First = cmp.Or(d.First(item.Address), since[item.Address], d.Day)
		if was, logged := last[item.Address]; !logged || !was.Same(e) {
			more = append(more, e)
		}
		delete(last, item.Address)
	}
	for _, e := range last {
		if e.Sum != translog.None {
			e.Sum, e.State, e.Logged = translog.None, translog.Withdrawn, d.Day
			more = append(more, e)
		}
	}
	slices.SortFunc(more, func(a, b translog.Entry) int { return strings.Compare(a.Address, b.Address) })
	for _, e := range more {
		if err := log.Append(e); err != nil {
			return err
		}
	}
	return nil
}

// sums are the files of the site by path.
func (d *Draft) sums() map[string][32]byte {
	sums := make(map[string][32]byte, len(d.Files))
	for _, f := range d.Files {
		sums[f.Path] = f.SHA256
	}
	return sums
}

// Keys are a public key and what signs with the private one.
type Keys struct {
	Public minisign.PublicKey
	Signer minisign.Signer
	// Also signs the list in another way; nil: nothing does.
	Also minisign.Signer
}

// Seal returns what is published beside the site. Where a list of the same files has
// been signed with the same key already, that signature stays, and with it its day.
func (d *Draft) Seal(log *translog.Log, checkpoint []byte, keys Keys) ([]File, error) {
	files := []File{{KeyPath, keys.Public.File()}, {LogFolder + "/" + translog.CheckpointPath, checkpoint}}
	tiles, err := log.Files(0)
	if err != nil {
		return nil, err
	}
	for _, t := range tiles {
		files = append(files, File{LogFolder + "/" + t.Path, t.Data})
	}
	list := slices.Clone(d.Files)
	for _, f := range files {
		list = append(list, Sum{f.Path, sha256.Sum256(f.Data)})
	}
	comment := Comment{Day: d.Day, Entries: log.Size(), Tree: d.ID(files)}
	sums := File{SumsPath, AppendList(nil, list)}
	signatures := d.signed(sums.Data, comment, keys)
	if signatures == nil {
		signatures, err = sign(sums.Data, comment, keys)
	}
	return append(append(files, sums), signatures...), err
}

// signed returns the signatures that are published, if they are of the same list, of the
// same release but for its day, and by the same keys; nil where they are not.
func (d *Draft) signed(list []byte, comment Comment, keys Keys) []File {
	var signature, also []byte
	for _, f := range d.Published {
		switch f.Path {
		case SignaturePath:
			signature = f.Data
		case AlsoPath:
			also = f.Data
		}
	}
	trusted, err := minisign.Verify(list, signature, keys.Public)
	was, ok := ParseComment(trusted)
	comment.Day = was.Day
	if keys.Also != nil {
		comment.Also = hexSum(also)
	}
	switch {
	case err != nil || !ok || was != comment:
		return nil
	case keys.Also != nil:
		return []File{{SignaturePath, signature}, {AlsoPath, also}}
	}
	return []File{{SignaturePath, signature}}
}

// sign signs the list.
func sign(list []byte, comment Comment, keys Keys) (files []File, err error) {
	if keys.Also != nil {
		also, err := keys.Also.Sign(list)
		if err != nil {
			return nil, err
		}
		comment.Also = hexSum(also)
		files = append(files, File{AlsoPath, also})
	}
	signature, err := minisign.Sign(list, keys.Public, keys.Signer, comment.String())
	return append(files, File{SignaturePath, signature}), err
}

func hexSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// AppendList appends the list of some files.
func AppendList(b []byte, files []Sum) []byte {
	slices.SortFunc(files, func(a, b Sum) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range files {
		b = hex.AppendEncode(b, f.SHA256[:])
		b = append(append(append(b, "  "...), f.Path...), '\n')
	}
	return b
}

// ParseList reads a list; ok is false where it is none.
func ParseList(data []byte) (files []Sum, ok bool) {
	for line := range bytes.Lines(data) {
		text, ended := bytes.CutSuffix(line, []byte("\n"))
		sum, path, ok := strings.Cut(string(text), "  ")
		f := Sum{Path: path}
		n, err := hex.Decode(f.SHA256[:], []byte(sum[:min(len(sum), 2*len(f.SHA256))]))
		if !ended || !ok || len(sum) != 2*len(f.SHA256) || err != nil || n != len(f.SHA256) || strings.ToLower(sum) != sum || !isPath(path) {
			return nil, false
		}
		if len(files) > 0 && files[len(files)-1].Path >= path {
			return nil, false
		}
		files = append(files, f)
	}
	return files, len(files) > 0
}

// isPath reports whether a path is one that leads to a file of a site, and nowhere else.
func isPath(path string) bool {
	if strings.ContainsAny(path, "\\\x00\r") || strings.HasPrefix(path, "/") {
		return false
	}
	for name := range strings.SplitSeq(path, "/") {
		if name == "" || name == "." || name == ".." {
			return false
		}
	}
	return true
}

// Comment is what the signature of a list says beyond the list.
type Comment struct {
	Day     string
	Entries int64
	Tree    string
	Also    string // SHA-256 of the other signature, "" for none
}

// String returns the comment as it is signed.
func (c Comment) String() string {
	text := fmt.Sprintf("day=%s entries=%d tree=%s", c.Day, c.Entries, c.Tree)
	if c.Also != "" {
		text += " also=" + c.Also
	}
	return text
}

// ParseComment reads a comment.
func ParseComment(text string) (c Comment, ok bool) {
	for word := range strings.SplitSeq(text, " ") {
		name, value, _ := strings.Cut(word, "=")
		switch name {
		case "day":
			c.Day = value
		case "entries":
			c.Entries, _ = strconv.ParseInt(value, 10, 64) // what is none is not written like that
		case "tree":
			c.Tree = value
		case "also":
			c.Also = value
		}
	}
	return c, c.String() == text
}
