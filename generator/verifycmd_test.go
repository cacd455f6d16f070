package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/generator/edition"
	"gongkai/generator/minisign"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/translog"
)

// verify runs the command, and returns its status, what it found as "kind path", and the
// last line.
func verify(t *testing.T, args ...string) (status int, found []string, last verdictLine) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status = run(append([]string{"verify", "--json"}, args...), &stdout, &stderr)
	if stderr.Len() > 0 {
		t.Logf("%v: %s", args, stderr.String())
	}
	lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
	for _, line := range lines[:len(lines)-1] {
		var v verified
		if err := json.Unmarshal([]byte(line), &v); err != nil || v.Text == "" {
			t.Fatalf("%q: %v", line, err)
		}
		found = append(found, string(v.Kind)+" "+v.Path)
	}
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		t.Fatalf("%q: %v", stdout.String(), err)
	}
	if last.Findings != len(found) || last.Verified != (status == exitWell) {
		t.Errorf("status %d, %v, and it is said: %+v", status, found, last)
	}
	return status, found, last
}

// public is a file of the published folder, by its path.
func (r *released) public(path string) string {
	return filepath.Join(r.dir, "public", filepath.FromSlash(path))
}

// edit changes a published file.
func (r *released) edit(path string, change func(data []byte) []byte) {
	r.t.Helper()
	data, err := os.ReadFile(r.public(path))
	if err != nil {
		r.t.Fatal(err)
	}
	if err := os.Remove(r.public(path)); err != nil { // it may be linked to
		r.t.Fatal(err)
	}
	if err := os.WriteFile(r.public(path), change(data), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// flip changes one bit in the middle.
func flip(data []byte) []byte {
	data = bytes.Clone(data)
	data[len(data)/2] ^= 1
	return data
}

// resign makes the list of a site anew and signs it, as somebody does who has a key and
// has changed files.
func (r *released) resign(key minisign.PrivateKey) {
	r.t.Helper()
	list, _ := edition.ParseList([]byte(r.tree("public")[edition.SumsPath]))
	for i := range list {
		list[i] = sumOf(r.t, r.public(list[i].Path), list[i].Path)
	}
	data := edition.AppendList(nil, list)
	old := r.tree("public")[edition.SignaturePath]
	_, comment, _ := strings.Cut(old, "trusted comment: ")
	comment, _, _ = strings.Cut(comment, "\n")
	signature, err := minisign.Sign(data, key.Public(), key, comment)
	if err != nil {
		r.t.Fatal(err)
	}
	r.edit(edition.SumsPath, func([]byte) []byte { return data })
	r.edit(edition.SignaturePath, func([]byte) []byte { return signature })
}

// relog replaces the published log by one whose entries were changed, signed with a key.
func (r *released) relog(key minisign.PrivateKey, change func(entries []translog.Entry) []translog.Entry) {
	r.t.Helper()
	old, _, err := translog.Load(readFrom(r.public("log")))
	if err != nil {
		r.t.Fatal(err)
	}
	var entries []translog.Entry
	for i := range old.Size() {
		entries = append(entries, old.Entry(i))
	}
	log := translog.New(old.Origin())
	for _, e := range change(entries) {
		if err := log.Append(e); err != nil {
			r.t.Fatal(err)
		}
	}
	files, err := log.Files(0)
	if err != nil {
		r.t.Fatal(err)
	}
	checkpoint, err := log.Checkpoint(key.Public().Ed25519(), key)
	if err != nil {
		r.t.Fatal(err)
	}
	for _, f := range append(files, translog.File{Path: translog.CheckpointPath, Data: checkpoint}) {
		r.write("public/log/"+f.Path, string(f.Data))
	}
}

func sumOf(t *testing.T, name, path string) edition.Sum {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return edition.Sum{Path: path, SHA256: sha256.Sum256(data)}
}

// Whatever is done to a released site, verify says so, and where.
func TestVerifyFinds(t *testing.T) {
	good := newReleased(t)
	good.mustRelease(buildtest.Day)
	pristine := good.tree("public")
	own, thief := good.key, releaseKey(t, 9)
	key := own.Public().String()
	since := filepath.Join(good.dir, "since")
	if err := os.WriteFile(since, []byte(pristine["log/checkpoint"]), 0o644); err != nil {
		t.Fatal(err)
	}
	bundle := ""
	for path := range pristine {
		if strings.HasPrefix(path, "log/tile/entries/") {
			bundle = path
		}
	}
	const doc = "policies/2017/0001.html"
	type damage struct {
		do   func(r *released)
		args []string
		want string // one of what is found
	}
	cases := map[string]damage{
		"file added":    {func(r *released) { r.write("public/policies/new.html", "x") }, nil, "extra policies/new.html"},
		"folder added":  {func(r *released) { _ = os.Mkdir(r.public("new"), 0o755) }, nil, "extra new"},
		"file removed":  {func(r *released) { _ = os.Remove(r.public(doc)) }, nil, "missing " + doc},
		"file renamed":  {func(r *released) { _ = os.Rename(r.public(doc), r.public("policies/2017/0009.html")) }, nil, "extra policies/2017/0009.html"},
		"list removed":  {func(r *released) { _ = os.Remove(r.public(edition.SumsPath)) }, nil, "missing SHA256SUMS"},
		"unsigned":      {func(r *released) { _ = os.Remove(r.public(edition.SignaturePath)) }, nil, "missing SHA256SUMS.minisig"},
		"list edited":   {func(r *released) { r.edit(doc, flip); r.resign(thief) }, nil, "signature SHA256SUMS.minisig"},
		"all re-signed": {func(r *released) { r.forge(thief, doc) }, []string{"--key", key}, "signature SHA256SUMS.minisig"},
		"page unlogged": {func(r *released) { r.edit(doc, flip); r.resign(own) }, nil, "unlogged " + doc},
		"entry changed": {func(r *released) { r.edit(bundle, flip) }, nil, "changed " + bundle},
		"log removed":   {func(r *released) { _ = os.RemoveAll(r.public("log/tile")) }, nil, "log log"},
		"marker":        {func(r *released) { r.edit(".gongkai", flip) }, nil, "changed .gongkai"},
		"another key":   {func(r *released) {}, []string{"--key", thief.Public().String()}, "signature SHA256SUMS.minisig"},
		"no witness":    {func(r *released) {}, []string{"--witness", "district.example=" + key}, "witness log/checkpoint"},
		"rewritten":     {func(r *released) { r.relog(own, backdated); r.resign(own) }, []string{"--since", since, "--key", key}, "history log/checkpoint"},
		"entry removed": {func(r *released) {
			r.relog(own, func(e []translog.Entry) []translog.Entry { return e[1:] })
			r.resign(own)
		}, []string{"--since", since}, "history log/checkpoint"},
		"entry inserted": {func(r *released) { r.relog(own, inserted); r.resign(own) }, []string{"--since", since}, "history log/checkpoint"},
		"reordered":      {func(r *released) { r.relog(own, swapped); r.resign(own) }, []string{"--since", since}, "history log/checkpoint"},
		"rolled back":    {func(r *released) { r.relog(own, func(e []translog.Entry) []translog.Entry { return e[:len(e)-2] }) }, nil, "changed log/checkpoint"},
	}
	for _, path := range oneOfEachKind(pristine) {
		cases["flipped "+path] = damage{func(r *released) { r.edit(path, flip) }, nil, "changed " + path}
	}
	if buildtest.HasLinks(t) {
		cases["link"] = damage{func(r *released) {
			_ = os.Rename(r.public(doc), filepath.Join(r.dir, "elsewhere"))
			_ = os.Symlink(filepath.Join(r.dir, "elsewhere"), r.public(doc))
		}, nil, "link " + doc}
		cases["linked folder"] = damage{func(r *released) {
			_ = os.Rename(r.public("policies"), filepath.Join(r.dir, "elsewhere"))
			_ = os.Symlink(filepath.Join(r.dir, "elsewhere"), r.public("policies"))
		}, nil, "link policies"}
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			r := &released{t: t, dir: buildtest.TempDir(t), key: own}
			for path, text := range pristine {
				r.write("public/"+path, text)
			}
			c.do(r)
			status, found, _ := verify(t, append(c.args, filepath.Join(r.dir, "public"))...)
			if status != exitSite || !slices.Contains(found, c.want) {
				t.Errorf("status %d, found %v, want %q", status, found, c.want)
			}
		})
	}
	status, found, last := verify(t, filepath.Join(good.dir, "public"), "--key", key, "--since", since)
	if status != exitWell || last.OwnKey || !last.Listed || last.Day != buildtest.Day || last.Files != len(pristine)-3 {
		t.Errorf("what was released: status %d, %v, %+v", status, found, last)
	}
}

// forge changes a page and signs everything with another key, its own among the files.
func (r *released) forge(key minisign.PrivateKey, doc string) {
	r.edit(doc, flip)
	r.edit(edition.KeyPath, func([]byte) []byte { return key.Public().File() })
	r.relog(key, func(e []translog.Entry) []translog.Entry { return e })
	r.resign(key)
}

// oneOfEachKind returns a path for each end of a name.
func oneOfEachKind(tree map[string]string) (paths []string) {
	seen := map[string]bool{}
	for path := range tree {
		if kind := filepath.Ext(path); !seen[kind] && len(tree[path]) > 0 && !edition.IsList(path) && path != ".gongkai" {
			seen[kind] = true
			paths = append(paths, path)
		}
	}
	return paths
}

func backdated(e []translog.Entry) []translog.Entry {
	e[2].First = "2015-01-01"
	return e
}

func inserted(e []translog.Entry) []translog.Entry {
	return slices.Insert(e, 1, translog.Entry{Address: "a.html", Sum: translog.None, First: "2015-01-01", Present: "2015-01-01", Logged: "2015-01-01", State: translog.Withdrawn})
}

func swapped(e []translog.Entry) []translog.Entry {
	e[0], e[1] = e[1], e[0]
	return e
}

// A site on a server is verified, too, and a server that leads elsewhere is not followed.
func TestVerifyServer(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	asked := map[string]int{}
	under := 0
	files := http.StripPrefix("/gk", http.FileServer(http.Dir(filepath.Join(r.dir, "public"))))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		if under++; under > 1 {
			t.Error("two requests at a time")
		}
		defer func() { under-- }()
		asked[q.URL.Path]++
		if q.URL.Path == "/gk/policies/2017/0001.html" && q.Header.Get("Accept-Encoding") != "identity" {
			t.Error("packed bytes are not what was released")
		}
		files.ServeHTTP(w, q)
	}))
	defer server.Close()
	status, found, last := verify(t, server.URL+"/gk/", "--key", r.key.Public().String())
	if status != exitWell || last.Listed || last.Files == 0 {
		t.Errorf("status %d, %v, %+v", status, found, last)
	}
	r.edit("policies/2017/0001.html", flip)
	_ = os.Remove(r.public("notices/2017/0001.html"))
	status, found, _ = verify(t, server.URL+"/gk/index.html")
	if want := []string{"missing notices/2017/0001.html", "changed policies/2017/0001.html"}; status != exitSite || !slices.Equal(found, want) {
		t.Errorf("status %d, %v", status, found)
	}

	astray := httptest.NewServer(http.RedirectHandler(server.URL+"/gk/SHA256SUMS", http.StatusFound))
	defer astray.Close()
	before := asked["/gk/SHA256SUMS"]
	var stdout, stderr bytes.Buffer
	if status := run([]string{"verify", astray.URL}, &stdout, &stderr); status != exitMachine || asked["/gk/SHA256SUMS"] != before {
		t.Errorf("status %d: %s", status, stderr.String())
	}
}

// What cannot be verified is said to be a wrong call.
func TestVerifyRefuses(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{
		{filepath.Join(dir, "none")}, {"http://"}, {dir, "--key", "x"}, {dir, "--since", filepath.Join(dir, "none")}, {dir, "--witness", "x"}, {dir, "--witness", "x=y"},
	} {
		var stdout, stderr bytes.Buffer
		if status := run(append([]string{"verify"}, args...), &stdout, &stderr); status != exitCall || stdout.Len() > 0 {
			t.Errorf("%v: status %d, %s", args, status, stderr.String())
		}
	}
	var stdout, stderr bytes.Buffer
	if status := run([]string{"verify", dir}, &stdout, &stderr); status != exitSite || !strings.Contains(stderr.String(), "gongkai release") {
		t.Errorf("a folder that was never released: status %d, %s", status, stderr.String())
	}
}
