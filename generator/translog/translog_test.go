package translog

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
)

const origin = "www.example.gov.cn/gk"

// testKey is a key of Ed25519 made of one byte, and a Signer.
type testKey struct{ ed25519.PrivateKey }

func keyOf(seed byte) testKey {
	return testKey{ed25519.NewKeyFromSeed(bytes.Repeat([]byte{seed}, ed25519.SeedSize))}
}

func (k testKey) Sign(message []byte) ([]byte, error) {
	return ed25519.Sign(k.PrivateKey, message), nil
}
func (k testKey) public() ed25519.PublicKey { return k.Public().(ed25519.PublicKey) }

// entry is the n-th of the entries that tests use.
func entry(n int) Entry {
	return Entry{fmt.Sprintf("policies/2017/%04d.html", n), fmt.Sprintf("%064x", n), "2017-03-15", "2017-03-15", "2026-12-01", Public}
}

// files are those of a log, by path.
type files map[string][]byte

func (f files) read(path string) ([]byte, error) {
	if data, ok := f[path]; ok {
		return data, nil
	}
	return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
}

// publish brings files to the state of a log, as a release does.
func (f files) publish(t *testing.T, l *Log, since int64) {
	t.Helper()
	list, err := l.Files(since)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range l.Stale(since) {
		delete(f, path)
	}
	for _, file := range list {
		f[file.Path] = file.Data
	}
	key := keyOf(1)
	if f[CheckpointPath], err = l.Checkpoint(key.public(), key); err != nil {
		t.Fatal(err)
	}
}

func logOf(t *testing.T, n int) *Log {
	t.Helper()
	l := New(origin)
	for i := range n {
		if err := l.Append(entry(i)); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// The roots are those of RFC 6962, computed as its text defines them, by nothing of ours
// and nothing of tlog's.
func TestRootsOfRFC6962(t *testing.T) {
	var root func(lines [][]byte) [32]byte
	root = func(lines [][]byte) [32]byte {
		if len(lines) == 1 {
			return sha256.Sum256(append([]byte{0}, lines[0]...))
		}
		k := 1
		for 2*k < len(lines) {
			k *= 2
		}
		left, right := root(lines[:k]), root(lines[k:])
		return sha256.Sum256(append(append([]byte{1}, left[:]...), right[:]...))
	}
	for _, n := range []int{1, 2, 3, 255, 256, 257, 700} {
		l := logOf(t, n)
		want := root(l.entries)
		text, err := l.text()
		if err != nil || text != fmt.Sprintf("%s\n%d\n%s\n", origin, n, base64.StdEncoding.EncodeToString(want[:])) {
			t.Errorf("%d entries: %q, %v", n, text, err)
		}
	}
}

// The paths of C2SP tlog-tiles, written out.
func TestPaths(t *testing.T) {
	want := []string{
		"tile/0/000", "tile/entries/000", "tile/0/001.p/44", "tile/entries/001.p/44", "tile/1/000.p/1",
	}
	if got := tilePaths(300); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if got := tilePaths(256*1234 + 1); !slices.Contains(got, "tile/entries/x001/234.p/1") || !slices.Contains(got, "tile/1/004.p/210") || !slices.Contains(got, "tile/2/000.p/4") {
		t.Errorf("%v", got[len(got)-20:])
	}
}

// A log that grows has the files of one that is made at once, and every two of its
// checkpoints are consistent.
func TestGrows(t *testing.T) {
	steps := 10
	if os.Getenv("GONGKAI_SLOW") != "" {
		steps = 200
	}
	random := rand.New(rand.NewPCG(1, 2))
	grown, l := files{}, New(origin)
	var seen []*Checkpoint
	for range steps {
		before := l.Size()
		for range random.IntN(300) {
			if err := l.Append(entry(int(l.Size()))); err != nil {
				t.Fatal(err)
			}
		}
		grown.publish(t, l, before)
		clean := files{}
		clean.publish(t, l, 0)
		if !maps.EqualFunc(grown, clean, bytes.Equal) {
			t.Fatalf("after %d entries: %v and %v", l.Size(), slices.Sorted(maps.Keys(grown)), slices.Sorted(maps.Keys(clean)))
		}
		loaded, at, err := Load(grown.read)
		if err != nil || loaded.Size() != l.Size() || !bytes.Equal(at, grown[CheckpointPath]) {
			t.Fatal(err)
		}
		for _, earlier := range seen {
			if err := loaded.Consistent(earlier); err != nil {
				t.Error(err)
			}
		}
		now, err := ParseCheckpoint(at)
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, now)
		l = loaded
	}
}

// One entry more costs as many files as the log has levels, and one of entries.
func TestFilesOfOneEntry(t *testing.T) {
	l := logOf(t, 700)
	if err := l.Append(entry(700)); err != nil {
		t.Fatal(err)
	}
	list, err := l.Files(700)
	if err != nil || len(list) != 2 {
		t.Errorf("%d files, %v", len(list), err)
	}
	if stale := l.Stale(700); len(stale) != 2 {
		t.Errorf("stale are %v", stale)
	}
}

// Whatever is changed in the files of a log is found, and the file is named.
func TestChanged(t *testing.T) {
	good := files{}
	good.publish(t, logOf(t, 300), 0)
	for path, data := range good {
		for _, at := range []int{0, len(data) / 2, len(data) - 1} {
			bad := maps.Clone(good)
			bad[path] = bytes.Clone(data)
			bad[path][at] ^= 1
			_, checkpoint, err := Load(bad.read)
			if err == nil {
				err = Signed(checkpoint, keyOf(1).public())
			}
			var e *Error
			if !errors.As(err, &e) || e.Path == "" || e.ZH == "" || e.EN == "" {
				t.Errorf("byte %d of %s changed: %v", at, path, err)
			}
		}
		bad := maps.Clone(good)
		delete(bad, path)
		if _, _, err := Load(bad.read); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("without %s: %v", path, err)
		}
	}
	swapped := logOf(t, 300)
	swapped.entries[3], swapped.entries[4] = swapped.entries[4], swapped.entries[3]
	bad := maps.Clone(good)
	other := files{}
	list, _ := swapped.Files(0)
	for _, f := range list {
		other[f.Path] = f.Data
	}
	bad["tile/entries/000"] = other["tile/entries/000"]
	if _, _, err := Load(bad.read); err == nil {
		t.Error("two entries have changed places, and nobody sees it")
	}
}

// A log that was rewritten and signed again is not what the earlier checkpoint says.
func TestRewritten(t *testing.T) {
	before := files{}
	before.publish(t, logOf(t, 300), 0)
	earlier, err := ParseCheckpoint(before[CheckpointPath])
	if err != nil {
		t.Fatal(err)
	}
	forged := New(origin)
	for i := range 310 {
		e := entry(i)
		if i == 17 {
			e.First = "2015-01-01"
		}
		if err := forged.Append(e); err != nil {
			t.Fatal(err)
		}
	}
	for name, l := range map[string]*Log{"changed": forged, "shortened": logOf(t, 299), "another": New("other.example")} {
		if err := l.Consistent(earlier); err == nil {
			t.Errorf("a log that was %s passes", name)
		}
	}
	if err := logOf(t, 310).Consistent(earlier); err != nil {
		t.Error(err)
	}
}

func TestProof(t *testing.T) {
	l := logOf(t, 300)
	f := files{}
	f.publish(t, l, 0)
	for _, i := range []int64{0, 255, 256, 299} {
		p, err := l.Inclusion(i, f[CheckpointPath])
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Check(); err != nil {
			t.Errorf("entry %d: %v", i, err)
		}
		if back, err := ParseProof(p.Text()); err != nil || back.Check() != nil || back.Index != i || !bytes.Equal(back.Entry, p.Entry) {
			t.Errorf("entry %d as a file: %v", i, err)
		}
		for what, spoil := range map[string]func(p *Proof){
			"entry":      func(p *Proof) { p.Entry = entry(7).Append(nil) },
			"index":      func(p *Proof) { p.Index ^= 1 },
			"far index":  func(p *Proof) { p.Index = 300 },
			"hash":       func(p *Proof) { p.Hashes[0] = p.Hashes[1] },
			"no hash":    func(p *Proof) { p.Hashes = p.Hashes[1:] },
			"text":       func(p *Proof) { p.Hashes[0] = "x" },
			"checkpoint": func(p *Proof) { p.Checkpoint = []byte("x") },
		} {
			q := *p
			q.Hashes = slices.Clone(p.Hashes)
			if spoil(&q); q.Check() == nil {
				t.Errorf("entry %d with another %s passes", i, what)
			}
		}
	}
}

// Package note of the Go project reads our checkpoints, and finds them signed.
func TestNote(t *testing.T) {
	f := files{}
	f.publish(t, logOf(t, 3), 0)
	vkey, err := note.NewEd25519VerifierKey(origin, keyOf(1).public())
	if err != nil {
		t.Fatal(err)
	}
	v, err := note.NewVerifier(vkey)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := note.Open(f[CheckpointPath], note.VerifierList(v)); err != nil || len(n.Sigs) != 1 {
		t.Errorf("%v", err)
	}
	if err := Signed(f[CheckpointPath], keyOf(2).public()); err == nil {
		t.Error("signed by any key")
	}
}

func TestCosign(t *testing.T) {
	f := files{}
	f.publish(t, logOf(t, 3), 0)
	district := Witness{"district.example/witness", keyOf(7).public()}
	at := time.Date(2026, 12, 1, 8, 30, 0, 0, time.UTC)
	signed, err := Cosign(f[CheckpointPath], district, keyOf(7), at)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Cosigned(signed, district); err != nil || !got.Equal(at) {
		t.Errorf("%v, %v", got, err)
	}
	if err := Signed(signed, keyOf(1).public()); err != nil {
		t.Errorf("the office's own signature is lost: %v", err)
	}
	if _, err := Cosigned(f[CheckpointPath], district); err == nil {
		t.Error("a checkpoint without the signature passes")
	}
	if _, err := Cosigned(signed, Witness{district.Name, keyOf(8).public()}); err == nil {
		t.Error("any key is the witness")
	}
	if merged, err := Merge(f[CheckpointPath], signed); err != nil || !bytes.Equal(merged, signed) {
		t.Errorf("merged: %v\n%s", err, merged)
	}
	if merged, err := Merge(signed, f[CheckpointPath]); err != nil || !bytes.Equal(merged, signed) {
		t.Errorf("merged the other way: %v\n%s", err, merged)
	}
	later := files{}
	later.publish(t, logOf(t, 4), 0)
	if _, err := Merge(later[CheckpointPath], signed); err == nil {
		t.Error("the signature of another checkpoint is taken")
	}
	// The time is signed, too.
	head, tail, _ := strings.Cut(string(signed), "— "+district.Name+" ")
	value, _ := base64.StdEncoding.DecodeString(strings.TrimSpace(tail))
	value[11]++
	moved := head + "— " + district.Name + " " + base64.StdEncoding.EncodeToString(value) + "\n"
	if _, err := Cosigned([]byte(moved), district); err == nil {
		t.Error("the time can be changed")
	}
	// A signature of the office is none of a witness of the same key.
	if _, err := Cosigned(f[CheckpointPath], Witness{origin, keyOf(1).public()}); err == nil {
		t.Error("the office is its own witness")
	}
}

func TestEntriesRefused(t *testing.T) {
	good := entry(1)
	for what, spoil := range map[string]func(e *Entry){
		"no address": func(e *Entry) { e.Address = "" },
		"tab":        func(e *Entry) { e.Address = "a\tb" },
		"line end":   func(e *Entry) { e.Address = "a\nb" },
		"long":       func(e *Entry) { e.Address = strings.Repeat("a", maxAddress+1) },
		"sum":        func(e *Entry) { e.Sum = "abc" },
		"large sum":  func(e *Entry) { e.Sum = strings.ToUpper(strings.Repeat("a", 64)) },
		"day":        func(e *Entry) { e.First = "2017-02-30" },
		"present":    func(e *Entry) { e.Present = "" },
		"logged":     func(e *Entry) { e.Logged = None },
		"state":      func(e *Entry) { e.State = "转址" },
	} {
		e := good
		spoil(&e)
		if err := New(origin).Append(e); err == nil {
			t.Errorf("%s is taken", what)
		}
	}
	if e, err := ParseEntry(good.Append(nil)); err != nil || e != good {
		t.Errorf("%v, %v", e, err)
	}
}

func FuzzEntry(f *testing.F) {
	f.Add(entry(1).Append(nil))
	f.Fuzz(func(t *testing.T, line []byte) {
		if e, err := ParseEntry(line); err == nil && !bytes.Equal(e.Append(nil), line) {
			t.Errorf("%q is written as %q", line, e.Append(nil))
		}
	})
}

func FuzzParseProof(f *testing.F) {
	f.Add([]byte(proofHead + "\nextra eA==\nindex 3\n" + base64.StdEncoding.EncodeToString(make([]byte, 32)) + "\n\nx\n5\nx\n\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if p, err := ParseProof(data); err == nil && !bytes.Equal(p.Text(), data) {
			t.Errorf("%q is written otherwise", data)
		} else if err == nil {
			_ = p.Check()
		}
	})
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(origin+"\n1\n"+base64.StdEncoding.EncodeToString(make([]byte, 32))+"\n\n— x y\n"), append([]byte{0, 9}, entry(1).Append(nil)...))
	f.Fuzz(func(t *testing.T, checkpoint, data []byte) {
		read := func(path string) ([]byte, error) {
			if path == CheckpointPath {
				return checkpoint, nil
			}
			return data, nil
		}
		if l, _, err := Load(read); err == nil && l.Size() > 1 {
			t.Errorf("%d entries of one file", l.Size())
		}
		_, _ = Cosigned(checkpoint, Witness{"w", make(ed25519.PublicKey, ed25519.PublicKeySize)})
	})
}

// A signature of a witness that does not verify hides no other one of the same key, in
// whichever order they come.
func TestCosignedTwice(t *testing.T) {
	f := files{}
	f.publish(t, logOf(t, 3), 0)
	key := keyOf(7)
	w := Witness{"district.example", key.public()}
	good, err := Cosign(f[CheckpointPath], w, key, time.Unix(1800000000, 0))
	if err != nil {
		t.Fatal(err)
	}
	bad, err := Cosign(f[CheckpointPath], w, keyOf(8), time.Unix(1800000000, 0))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Cosigned(bad, w); err == nil {
		t.Fatal("a signature of another key verifies")
	}
	for _, order := range [][2][]byte{{bad, good}, {good, bad}} {
		merged, err := Merge(order[0], order[1])
		if err != nil {
			t.Fatal(err)
		}
		if at, err := Cosigned(merged, w); err != nil || at.Unix() != 1800000000 {
			t.Errorf("%v, %v", at, err)
		}
	}
}

// What may be a name, and what may not.
func TestIsName(t *testing.T) {
	for name, want := range map[string]bool{
		"town.example/a%2Bb": true, "区档案馆": true, strings.Repeat("a", 255): true,
		"": false, "a b": false, "a+b": false, "a\u3000b": false, "a\x1bb": false, "a\u202eb": false, "a\xff": false, strings.Repeat("a", 256): false,
	} {
		if IsName(name) != want {
			t.Errorf("%q: %v", name, !want)
		}
	}
}

// A log is not read before somebody has agreed to its checkpoint, and then no file of it
// is longer than what is said of it.
func TestLoadSigned(t *testing.T) {
	l := logOf(t, 700)
	published := files{}
	published.publish(t, l, 0)
	refused, asked := errors.New("refused"), 0
	read := func(path string, most int) ([]byte, error) {
		asked++
		data, err := published.read(path)
		if len(data) > most {
			t.Errorf("%s has %d bytes, not at most %d", path, len(data), most)
		}
		if most > width*(2+maxEntry) {
			t.Errorf("%s may have %d bytes", path, most)
		}
		return data, err
	}
	if _, _, err := LoadSigned(read, func([]byte) error { return refused }); err != refused || asked != 1 {
		t.Errorf("%d files were asked for: %v", asked, err)
	}
	if _, _, err := LoadSigned(read, func([]byte) error { return nil }); err != nil {
		t.Error(err)
	}
	longest := Entry{strings.Repeat("a", maxAddress), strings.Repeat("0", 64), "2026-12-01", "2026-12-01", "2026-12-01", Withdrawn}.Append(nil)
	if _, err := ParseEntry(longest); err != nil || len(longest) != maxEntry {
		t.Errorf("the longest entry has %d bytes, not %d: %v", len(longest), maxEntry, err)
	}
}
