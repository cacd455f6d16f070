// Package translog is the publication log of an office: a list of what it has made
// public that can be added to and not changed, kept as plain files that any web server
// serves.
//
//	log, err := translog.Load(read)                  // or translog.New("www.example.gov.cn/gk")
//	err = log.Append(translog.Entry{Address: "policies/2017/0003.html", …})
//	note, err := log.Checkpoint(public, signer)
//	files := log.Files(sizeBefore)                   // those that are new
//	proof, err := log.Inclusion(17)
//
// # What it proves
//
// The entries are the leaves of a Merkle tree. A checkpoint is a signed note of the size
// and the root of that tree, and so of every entry up to it. Whoever has kept one can
// tell later, from the files alone, whether the log still begins with what it held then
// ([Log.Consistent]), and whether an entry is in it ([Proof.Check]).
//
// An office that signs its log can also sign another one. What keeps it from that is a
// witness: somebody else who signs only what goes on with what was signed before, and
// says when ([Cosign]).
//
// # Files
//
// The files are those of C2SP tlog-tiles (https://c2sp.org/tlog-tiles). N is a number in
// groups of three digits, x001/234 for 1234. A tile that is not full has its width W
// behind it, and goes when there is a wider one.
//
//	checkpoint               ; see below
//	tile/entries/N[.p/W]     ; up to 256 entries, each after its length in two bytes, the high one first
//	tile/L/N[.p/W]           ; up to 256 hashes of level L, each the root of 256^L entries
//
// One more entry is one more partial tile of each level, and so a number of files that
// grows with the logarithm of the log.
//
// A checkpoint is a signed note (https://c2sp.org/tlog-checkpoint):
//
//	checkpoint = origin LF size LF base64(root) LF LF {signature}
//	signature  = "— " name " " base64(id[4] value) LF
//	origin     = the address of the site without "https://", for good
//	value      = sig[64]                  ; of the office: its name is the origin
//	           | seconds[8] sig[64]       ; of a witness: C2SP cosignature/v1
//
// # Entries
//
// An entry is a line of UTF-8 text:
//
//	entry   = address TAB sum TAB first TAB present TAB logged TAB state LF
//	address = the path of a file of the site        ; policies/2017/0003.html
//	sum     = 64 digits 0-9a-f | "-"                ; SHA-256 of the bytes, "-" where there is no file any more
//	first   = YYYY-MM-DD                            ; the day on which the address was first public, as recorded
//	present = YYYY-MM-DD | "-"                      ; the date of publication that the document now gives
//	logged  = YYYY-MM-DD                            ; the day of the release
//	state   = "公开" | "附件" | "撤下"               ; a page, a file of one, what is withdrawn or gone
//
// For example, with ⇥ for the tab (and the sum cut short):
//
//	policies/2017/0003.html⇥9f86d081…⇥2017-03-15⇥2017-03-15⇥2026-12-01⇥公开
//
// There is an entry for each state that a document has had, and none is ever removed:
// so an entry holds no title and no text. The days are what the office says. That a day
// is true, only the time of a witness's signature can show.
//
// translog knows nothing of where the files are, and of what is a document.
package translog

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	// CheckpointPath is the path of the checkpoint among the files.
	CheckpointPath = "checkpoint"

	height = 8           // of a tile
	width  = 1 << height // entries or hashes in a full tile
	// maxSize is how many entries a log may have, and so what is read: ten thousand
	// documents have fewer in a century.
	maxSize = 1 << 24
)

// Error is what is wrong with a log.
type Error struct {
	// Path is the file that it is about; "" where it is about the whole log.
	Path string
	// ZH and EN are one sentence that says what was found, without a full stop.
	ZH, EN string
}

func (e *Error) Error() string { return strings.TrimPrefix(e.Path+": "+e.EN, ": ") }

// fail makes an error of two formats that take the same arguments.
func fail(path, zh, en string, args ...any) *Error {
	return &Error{path, fmt.Sprintf(zh, args...), fmt.Sprintf(en, args...)}
}

// File is one of the files of a log.
type File struct {
	Path string
	Data []byte
}

// Log is a log, with all its entries.
type Log struct {
	origin string
	// entries are the lines, with their ends.
	entries [][]byte
	// hashes are those of all whole subtrees, in the order of tlog.
	hashes []tlog.Hash
}

// New returns a log without entries.
func New(origin string) *Log { return &Log{origin: origin} }

// Origin returns the name of the log.
func (l *Log) Origin() string { return l.origin }

// Size returns how many entries there are.
func (l *Log) Size() int64 { return int64(len(l.entries)) }

// Entry returns one of the entries.
func (l *Log) Entry(i int64) Entry {
	e, _ := ParseEntry(l.entries[i]) // it was parsed when it was added
	return e
}

// Append adds an entry.
func (l *Log) Append(e Entry) error {
	line := e.Append(nil)
	if _, err := ParseEntry(line); err != nil {
		return err
	}
	return l.add(line)
}

func (l *Log) add(line []byte) error {
	if l.Size() >= maxSize {
		return fail("", "发布日志不能超过 %d 条", "the log cannot have more than %d entries", maxSize)
	}
	more, err := tlog.StoredHashes(l.Size(), line, tlog.HashReaderFunc(l.read))
	if err != nil {
		return err
	}
	l.entries, l.hashes = append(l.entries, line), append(l.hashes, more...)
	return nil
}

// read gives tlog the hashes that it asks for.
func (l *Log) read(indexes []int64) ([]tlog.Hash, error) {
	list := make([]tlog.Hash, len(indexes))
	for i, at := range indexes {
		if at < 0 || at >= int64(len(l.hashes)) {
			return nil, fail("", "发布日志里没有第 %d 个散列值", "the log has no hash %d", at)
		}
		list[i] = l.hashes[at]
	}
	return list, nil
}

// root returns the root of the tree of the first entries.
func (l *Log) root(size int64) (tlog.Hash, error) {
	return tlog.TreeHash(size, tlog.HashReaderFunc(l.read))
}

// text is what a checkpoint of the log says, before its signatures.
func (l *Log) text() (string, error) {
	root, err := l.root(l.Size())
	return fmt.Sprintf("%s\n%d\n%s\n", l.origin, l.Size(), root), err
}

// Files returns the tiles that a log of a smaller size has not got, the checkpoint not
// among them.
func (l *Log) Files(since int64) ([]File, error) {
	if since == l.Size() {
		return nil, nil
	}
	var files []File
	for _, t := range tlog.NewTiles(height, since, l.Size()) {
		data, err := tlog.ReadTileData(t, tlog.HashReaderFunc(l.read))
		if err != nil {
			return nil, err
		}
		files = append(files, File{tilePath(t), data})
		if t.L == 0 {
			t.L = -1
			files = append(files, File{tilePath(t), l.bundle(t)})
		}
	}
	return files, nil
}

// bundle is a tile of entries.
func (l *Log) bundle(t tlog.Tile) (data []byte) {
	for i := range t.W {
		line := l.entries[t.N*width+int64(i)]
		data = append(binary.BigEndian.AppendUint16(data, uint16(len(line))), line...) // a line is never longer
	}
	return data
}

// Stale returns the paths of the partial tiles of a smaller size that have given way to
// wider ones.
func (l *Log) Stale(since int64) []string {
	now := map[string]bool{}
	for _, path := range tilePaths(l.Size()) {
		now[path] = true
	}
	return slices.DeleteFunc(tilePaths(since), func(path string) bool { return now[path] })
}

// tilePaths returns the paths of all tiles of a log of a size.
func tilePaths(size int64) []string {
	var paths []string
	for level, n := 0, size; n > 0; level, n = level+1, n/width {
		for i := int64(0); i*width < n; i++ {
			t := tlog.Tile{H: height, L: level, N: i, W: int(min(width, n-i*width))}
			paths = append(paths, tilePath(t))
			if level == 0 {
				t.L = -1
				paths = append(paths, tilePath(t))
			}
		}
	}
	return paths
}

// tilePath is the path of a tile as C2SP has it: that of tlog names the height, too.
func tilePath(t tlog.Tile) string {
	path := strings.TrimPrefix(t.Path(), "tile/"+strconv.Itoa(height)+"/")
	return "tile/" + strings.Replace(path, "data/", "entries/", 1)
}

// Load reads a log. The files are asked for by their paths. Every file is held against
// the others: what is returned is what the checkpoint says, and nothing says anything
// else. Who has signed it is another question, see [Signed].
//
// Where something is wrong, the error is an [Error] that names the file.
func Load(read func(path string) ([]byte, error)) (*Log, []byte, error) {
	return LoadSigned(func(path string, _ int) ([]byte, error) { return read(path) }, func([]byte) error { return nil })
}

// LoadSigned reads a log of which nobody knows where it comes from: nothing but its
// checkpoint is asked for before signed has agreed to that, and read is told how many bytes
// the file can have at most. An error of either is returned as it is.
func LoadSigned(read func(path string, most int) ([]byte, error), signed func(checkpoint []byte) error) (*Log, []byte, error) {
	note, err := read(CheckpointPath, maxNote)
	if err != nil {
		return nil, nil, err
	}
	at, err := ParseCheckpoint(note)
	if err == nil {
		err = signed(note)
	}
	if err != nil {
		return nil, nil, err
	}
	l := New(at.Origin)
	for i := int64(0); i*width < at.Size; i++ {
		t := tlog.Tile{H: height, L: -1, N: i, W: int(min(width, at.Size-i*width))}
		data, err := read(tilePath(t), t.W*(2+maxEntry))
		if err != nil {
			return nil, nil, err
		}
		if err := l.unbundle(data, t); err != nil {
			return nil, nil, err
		}
	}
	return l, note, l.agrees(at, read)
}

// unbundle adds the entries of a tile.
func (l *Log) unbundle(data []byte, t tlog.Tile) error {
	path := tilePath(t)
	for range t.W {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return fail(path, "发布日志的文件不完整", "the file of the log is cut off")
		}
		n := 2 + int(binary.BigEndian.Uint16(data))
		if _, err := ParseEntry(data[2:n]); err != nil {
			return fail(path, "第 %d 条记录读不出来", "entry %d cannot be read", l.Size())
		}
		if err := l.add(bytes.Clone(data[2:n])); err != nil {
			return err
		}
		data = data[n:]
	}
	if len(data) > 0 {
		return fail(path, "文件末尾多出 %d 字节", "there are %d bytes too many at the end", len(data))
	}
	return nil
}

// agrees holds the tiles of hashes, and the checkpoint, against the entries.
func (l *Log) agrees(at *Checkpoint, read func(path string, most int) ([]byte, error)) error {
	files, err := l.Files(0)
	if err != nil {
		return err
	}
	for _, f := range files {
		if strings.HasPrefix(f.Path, "tile/entries/") {
			continue
		}
		data, err := read(f.Path, len(f.Data))
		if err != nil {
			return err
		}
		if !bytes.Equal(data, f.Data) {
			return fail(f.Path, "与日志的记录不符：记录或者这个文件被改过", "this is not what the entries of the log give: they or this file were changed")
		}
	}
	root, err := l.root(at.Size)
	if err == nil && base64.StdEncoding.EncodeToString(root[:]) != at.Root {
		return fail(CheckpointPath, "检查点与日志的记录不符：记录被改、被删、被插入或者换了次序", "the checkpoint does not fit the entries: one was changed, removed, inserted or moved")
	}
	return err
}
