package source_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/site/buildtest"
	"gongkai/generator/source"
)

// site makes files in a fresh folder. A name that ends in "/" is a folder, one
// with "->" a symbolic link.
func site(t testing.TB, names ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, name := range names {
		name, target, isLink := strings.Cut(name, "->")
		path := filepath.Join(root, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(path), 0o755))
		switch {
		case isLink:
			buildtest.NeedLinks(t)
			must(t, os.Symlink(target, path))
		case strings.HasSuffix(name, "/"):
			must(t, os.MkdirAll(path, 0o755))
		default:
			must(t, os.WriteFile(path, []byte(name), 0o644))
		}
	}
	return root
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func paths(files []source.File) string {
	var list []string
	for _, f := range files {
		list = append(list, f.Path)
	}
	return strings.Join(list, " ")
}

func TestScan(t *testing.T) {
	outside := site(t, "secret.txt")
	for _, c := range []struct {
		name  string
		files []string
		scan  []string
		want  string
		codes string
	}{
		{name: "empty", want: ""},
		{name: "order is bytewise, across folders",
			files: []string{"a/b.md", "a.md", "a0.md", "a-/c.md", "B.md", "通知/1.md", "a/b/c.md"},
			want:  "B.md a-/c.md a.md a/b.md a/b/c.md a0.md 通知/1.md"},
		{name: "only what is asked for, files too",
			files: []string{"config.toml", "content/a.md", "public/a.html", "static/x/y.css", "notes.md"},
			scan:  []string{"static", "config.toml", "content", "layouts", "content"},
			want:  "config.toml content/a.md static/x/y.css"},
		{name: "a folder further down",
			files: []string{"content/a/1.md", "content/b/2.md"},
			scan:  []string{"content/b", "content/b/2.md", "content/c/none"},
			want:  "content/b/2.md"},
		{name: "paths that lie in one another",
			files: []string{"a/b/1.md", "a/b/2.md", "a/b-/3.md", "a/c/4.md", "a0.md"},
			scan:  []string{"a/b/2.md", "a/c", "a", "a/b", "a0.md", "a/b/1.md"},
			want:  "a/b-/3.md a/b/1.md a/b/2.md a/c/4.md a0.md"},
		{name: "leftovers are invisible",
			files: []string{"a.md", "a.md~", ".a.md.swp", "a.swp", "#a.md#", "4913", "~$通知.docx", "Thumbs.db", "desktop.ini", ".DS_Store", ".git/config", "x.tmp", ".well-known/security.txt", "b~/c.md"},
			want:  ".well-known/security.txt a.md"},
		{name: "links inside are files",
			files: []string{"a.md", "dir/b.md->../a.md"},
			want:  "a.md dir/b.md"},
		{name: "links astray",
			files: []string{"a.md", "out.md->" + outside + "/secret.txt", "dir/x.md", "loop->dir", "gone.md->nothing.md", ".git/config", "hid.md->.git/config", "up->.."},
			want:  "a.md dir/x.md", codes: "SR001 SR001 SR001 SR001 SR001"},
		{name: "case", files: []string{"A.md", "a.md", "x/A.md"}, want: "A.md a.md x/A.md", codes: "SR002"},
		{name: "forms of a character", files: []string{"é.md", "e\u0301.md"}, want: "e\u0301.md é.md", codes: "SR006 SR002"},
		{name: "GBK", files: []string{"\xb9\xab\xb8\xe6.md", "b.md"}, want: "b.md", codes: "SR003"},
		{name: "not for Windows", files: []string{"a:b.md", "aux.md", "com1", "end.", "console.md"}, want: "a:b.md aux.md com1 console.md end.", codes: "SR004 SR004 SR004 SR004"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if runtime.GOOS != "linux" && c.codes != "" {
				t.Skip("names like these cannot be made on this system")
			}
			files, found, err := source.Scan(site(t, c.files...), c.scan...)
			must(t, err)
			if got := paths(files); got != c.want {
				t.Errorf("files %q, want %q", got, c.want)
			}
			var codes []string
			for _, d := range found {
				codes = append(codes, d.Code)
				if strings.Contains(d.Message.ZH+d.Hint.EN, "%!") {
					t.Errorf("badly formatted: %v", d)
				}
			}
			if got := strings.Join(codes, " "); got != c.codes {
				t.Errorf("found %v", found)
			}
		})
	}
}

func TestScanOfNothing(t *testing.T) {
	if _, _, err := source.Scan(filepath.Join(t.TempDir(), "none")); !os.IsNotExist(err) {
		t.Errorf("error %v", err)
	}
}

// However many hands there are, the list is the same.
func TestScanAnyParallelism(t *testing.T) {
	var names []string
	for i := range 40 {
		for j := range 60 {
			names = append(names, fmt.Sprintf("d%d/%d/%d.md", i%7, i, j))
		}
	}
	for i := range 1500 {
		names = append(names, fmt.Sprintf("flat/%d.md", i))
	}
	root := site(t, names...)
	want := slices.Sorted(slices.Values(names))
	for _, procs := range []int{1, 8} {
		old := runtime.GOMAXPROCS(procs)
		files, _, err := source.Scan(root)
		runtime.GOMAXPROCS(old)
		must(t, err)
		if paths(files) != strings.Join(want, " ") {
			t.Errorf("%d processors: wrong list", procs)
		}
	}
}

func TestStamp(t *testing.T) {
	root := site(t, "a.md")
	path := filepath.Join(root, "a.md")
	stamp := func() source.Stamp {
		files, _, err := source.Scan(root)
		must(t, err)
		f, ok := source.Lookup(root, "a.md")
		if !ok || f != files[0] {
			t.Errorf("Lookup says %v, Scan says %v", f, files[0])
		}
		return files[0].Stamp
	}
	fresh := stamp()
	if !fresh.Racy || fresh.Same(fresh) {
		t.Error("a file just written has a stamp that is trusted")
	}
	old := source.Stamp{Size: 4, MTime: 1, CTime: 2, Inode: 3}
	if !old.Same(old) {
		t.Error("equal stamps that are not racy are not the same")
	}
	for _, other := range []source.Stamp{{5, 1, 2, 3, false}, {4, 2, 2, 3, false}, {4, 1, 3, 3, false}, {4, 1, 2, 4, false}, {4, 1, 2, 3, true}} {
		if old.Same(other) || other.Same(old) {
			t.Errorf("%v counts as %v", other, old)
		}
	}
	if fresh.CTime == 0 {
		return // this system does not tell when a file was last changed in any way
	}
	// An editor that restores the old time still shows: the inode's own time
	// cannot be set.
	must(t, os.WriteFile(path, []byte("b.md"), 0o644))
	must(t, os.Chtimes(path, time.Time{}, time.Unix(0, fresh.MTime)))
	if again := stamp(); again.MTime != fresh.MTime || again.CTime == fresh.CTime {
		t.Errorf("stamps %v and %v", fresh, again)
	}
}

func TestLookup(t *testing.T) {
	outside := site(t, "secret.txt")
	root := site(t, "a/b.md", "a/link.md->b.md", "out->"+outside, "c->a", ".git/config")
	for path, want := range map[string]bool{
		"a/b.md": true, "a/link.md": true, "a": false, "a/none.md": false,
		"out/secret.txt": false, "c/b.md": false, ".git/config": false, "../x": false, "": false,
	} {
		if f, ok := source.Lookup(root, path); ok != want || (ok && f.Path != path) {
			t.Errorf("%q: %v %v", path, f, ok)
		}
	}
}

func TestIgnored(t *testing.T) {
	for name, want := range map[string]bool{
		"a.md": false, "index.html": false, "图.png": false, "#a": false, "~a": false, "1.db": false, "a.ini": false, "2023": false,
		"": true, ".": true, "..": true, ".git": true, "a~": true, "#a#": true, "~$a.xlsx": true, "THUMBS.DB": true, "4913": true, "a.SWP": true,
	} {
		if source.Ignored(name) != want {
			t.Errorf("%q: ignored %v", name, !want)
		}
	}
}

// BenchmarkScan lists 100,000 files in 1,000 folders, in memory where the
// system has a memory file system.
func BenchmarkScan(b *testing.B) {
	if os.Getenv("GONGKAI_SLOW") == "" {
		b.Skip("makes 100,000 files: set GONGKAI_SLOW=1")
	}
	root, err := os.MkdirTemp(memory(), "scan")
	must(b, err)
	defer os.RemoveAll(root)
	for i := range 100_000 {
		dir := fmt.Sprintf("%s/content/c%d/%d", root, i%10, 1900+i/10%100)
		if i < 1000 {
			must(b, os.MkdirAll(dir, 0o755))
		}
		must(b, os.WriteFile(fmt.Sprintf("%s/%05d.md", dir, i), nil, 0o644))
	}
	for b.Loop() {
		if files, _, err := source.Scan(root); err != nil || len(files) != 100_000 {
			b.Fatal(len(files), err)
		}
	}
}

// memory returns a folder in memory, or "" for the usual temporary folder.
func memory() string {
	if info, err := os.Stat("/dev/shm"); err == nil && info.IsDir() && runtime.GOOS != "windows" {
		return "/dev/shm"
	}
	return ""
}
