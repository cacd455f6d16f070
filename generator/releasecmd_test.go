package main

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"gongkai/generator/attest"
	"gongkai/generator/config"
	"gongkai/generator/edition"
	"gongkai/generator/minisign"
	"gongkai/generator/publish"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/toolstest"
	"gongkai/generator/translog"
)

// released is a site that is released in tests, with a key made of one byte.
type released struct {
	t   *testing.T
	dir string
	key minisign.PrivateKey
	// newKey and cosigned are those options of the next release.
	newKey   bool
	cosigned []byte
}

func newReleased(t *testing.T) *released {
	t.Helper()
	r := &released{t: t, dir: buildtest.TempDir(t)}
	if err := buildtest.Write(r.dir, buildtest.Site()); err != nil {
		t.Fatal(err)
	}
	r.key = releaseKey(t, 1)
	return r
}

func releaseKey(t *testing.T, seed byte) minisign.PrivateKey {
	t.Helper()
	key, err := minisign.GenerateKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)))
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// release releases the site as of a day, without reading a key file. change, if given,
// changes what is published beside the site.
func (r *released) release(day string, change func(files []edition.File) []edition.File) (*ledger, error) {
	r.t.Helper()
	c := &call{stdout: io.Discard, stderr: io.Discard}
	c.Source, c.AsOf = r.dir, day
	opt, err := c.options()
	if err != nil {
		r.t.Fatal(err)
	}
	l := &ledger{call: c, keys: edition.Keys{Public: r.key.Public(), Signer: r.key}, origin: "town.example", newKey: r.newKey, cosigned: r.cosigned}
	opt.Seal = func(d *edition.Draft) ([]edition.File, error) {
		files, err := l.seal(d)
		if err == nil && change != nil {
			files = change(files)
		}
		return files, err
	}
	res, err := built(c, opt)
	if err != nil {
		return l, l.undo(err)
	}
	c.report(res.Diagnostics)
	if c.status != exitWell {
		r.t.Fatalf("the site has errors: %v", res.Diagnostics)
	}
	return l, l.finish(res.Stats)
}

func (r *released) mustRelease(day string) *ledger {
	r.t.Helper()
	l, err := r.release(day, nil)
	if err != nil {
		r.t.Fatal(err)
	}
	return l
}

// tree returns the files of a folder of the site.
func (r *released) tree(name string) map[string]string {
	r.t.Helper()
	files := map[string]string{}
	root := filepath.Join(r.dir, name)
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		files[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		r.t.Fatal(err)
	}
	return files
}

func (r *released) write(path, text string) {
	r.t.Helper()
	name := filepath.Join(r.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		r.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		r.t.Fatal(err)
	}
}

// The guide shows the key of releases, and nothing is released with another one.
func TestReleaseKeyShown(t *testing.T) {
	r := newReleased(t)
	sealed, err := r.key.Seal([]byte("a long passphrase"), bytes.NewReader(make([]byte, 32)))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "release.key")
	if err := os.WriteFile(file, sealed, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv(passphraseVariable, "a long passphrase")
	config := string(buildtest.Site()["config.toml"])
	for key, want := range map[minisign.PublicKey]int{releaseKey(t, 2).Public(): exitCall, r.key.Public(): exitWell} {
		r.write("config.toml", strings.Replace(config, "[guide]\n", "[guide]\nrelease_key = \""+key.String()+"\"\n", 1))
		var stdout, stderr bytes.Buffer
		status := run([]string{"release", "--source", r.dir, "--key", file, "--as-of", buildtest.Day}, &stdout, &stderr)
		if status != want || want == exitCall && !strings.Contains(stderr.String(), r.key.Public().String()) {
			t.Errorf("status %d, want %d: %s", status, want, stderr.String())
		}
	}
	if guide := r.tree("public")["guide/index.html"]; !strings.Contains(guide, r.key.Public().String()) {
		t.Error("the guide does not show the key")
	}
}

// Another program does not know what the last one has released: it makes all anew, takes
// the list away and says so.
func TestReleaseForgotten(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	if err := os.Remove(filepath.Join(r.dir, ".build", "public", "snapshot")); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	if status := run([]string{"build", "--source", r.dir, "--as-of", buildtest.Day}, &stdout, &stderr); status != exitWell || !strings.Contains(stderr.String(), "BD032") {
		t.Errorf("status %d: %s", status, stderr.String())
	}
	for path := range r.tree("public") {
		if edition.Taken(path) {
			t.Errorf("%s is still there", path)
		}
	}
	if l := r.mustRelease(buildtest.Day); l.log.Size() != l.before {
		t.Error("the same site is logged again")
	}
}

// sha256sum of coreutils finds all files as they are in the list, and the list has all
// files.
func TestReleaseSums(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	public := r.tree("public")
	list, ok := edition.ParseList([]byte(public[edition.SumsPath]))
	if !ok || len(list) != len(public)-3 { // the list, its signature, the marker
		t.Errorf("%d of %d files are listed", len(list), len(public))
	}
	if runtime.GOOS != "linux" {
		return
	}
	check := exec.Command("sha256sum", "--check", "--strict", "--quiet", edition.SumsPath)
	check.Dir = filepath.Join(r.dir, "public")
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// minisign itself finds the list of a release signed by the key that is published with it.
func TestReleaseMinisign(t *testing.T) {
	toolstest.Slow(t, "runs minisign")
	program, r := toolstest.Minisign(t), newReleased(t)
	r.mustRelease(buildtest.Day)
	verify := func() ([]byte, error) {
		check := exec.Command(program, "-V", "-m", edition.SumsPath, "-p", edition.KeyPath)
		check.Dir = filepath.Join(r.dir, "public")
		return check.CombinedOutput()
	}
	if out, err := verify(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	r.write("public/"+edition.SumsPath, r.tree("public")[edition.SumsPath]+"\n")
	if out, err := verify(); err == nil {
		t.Errorf("of a list that was changed it says %s", out)
	}
}

// A release that fails when all is recorded already leaves records/ and public/ as they
// were, the first one as well as a later one.
func TestReleaseTakenBack(t *testing.T) {
	r := newReleased(t)
	spoil := func(files []edition.File) []edition.File {
		return append(files, edition.File{Path: "index.html/x", Data: []byte("no place for it")})
	}
	for _, when := range []string{"first", "later"} {
		records, public := r.tree("records"), r.tree("public")
		if _, err := r.release(buildtest.Day, spoil); err == nil {
			t.Fatal("the release did not fail")
		}
		if !maps.Equal(r.tree("records"), records) || !maps.Equal(r.tree("public"), public) {
			t.Errorf("%s: records %v, public has changed: %v", when, slices.Sorted(maps.Keys(r.tree("records"))), !maps.Equal(r.tree("public"), public))
		}
		r.mustRelease(buildtest.Day)
		r.write("content/notices/2018/0077.md", "---\ntitle: 关于停水的通知\ndate: 2018-03-01\ncategory: notices\nsummary: 停水。\n---\n\n停水一天。\n")
	}
}

// Releases one after another publish and record what one release of the same site would
// that goes on with the same log.
func TestReleaseAgain(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	first := r.tree("records")
	r.write("content/notices/2018/0077.md", "---\ntitle: 关于停水的通知\ndate: 2018-03-01\ncategory: notices\nsummary: 停水。\n---\n\n停水一天。\n")
	l := r.mustRelease(buildtest.Day)
	if l.log.Size() == l.before {
		t.Error("a new document is not logged")
	}
	grown, recorded := r.tree("public"), r.tree("records")

	clean := newReleased(t)
	for path, text := range first {
		clean.write("records/"+path, text)
	}
	clean.write("records/log/.gongkai-0123456789", "of a release that was killed")
	clean.write("records/log/tile/.gongkai-1", "the same")
	clean.write("content/notices/2018/0077.md", "---\ntitle: 关于停水的通知\ndate: 2018-03-01\ncategory: notices\nsummary: 停水。\n---\n\n停水一天。\n")
	clean.mustRelease(buildtest.Day)
	if !maps.Equal(clean.tree("public"), grown) || !maps.Equal(clean.tree("records"), recorded) {
		t.Error("a clean release differs from one that goes on")
	}
}

// Releases of a site that is changed at random: every two checkpoints are consistent, what
// is published can be verified, and the last is what one clean release makes that goes on
// with the log of the one before.
func TestReleaseRandom(t *testing.T) {
	steps := 10
	if os.Getenv("GONGKAI_SLOW") != "" {
		steps = 200
	}
	r := newReleased(t)
	random := rand.New(rand.NewPCG(3, 4))
	document := func(n, version int, more string) {
		r.write(fmt.Sprintf("content/notices/2018/%04d.md", 1000+n), fmt.Sprintf("---\ntitle: 第%d号通知\ndate: 2018-03-01\ncategory: notices\nsummary: 通知。\n%s---\n\n第%d稿。\n", n, more, version))
	}
	var seen []*translog.Checkpoint
	var before map[string]string
	for step := range steps {
		before = r.tree("records")
		for range random.IntN(3) {
			switch n := random.IntN(6); random.IntN(3) {
			case 0:
				document(n, step, "")
			case 1:
				document(n, step, "withdrawn: {date: 2022-05-01, reason: 已经过期}\n")
			default:
				r.write("content/policies/2017/0001-form.csv", fmt.Sprintf("名次,编号\n1,%d\n", step))
			}
		}
		l := r.mustRelease(buildtest.Day)
		for _, earlier := range seen {
			if err := l.log.Consistent(earlier); err != nil {
				t.Fatalf("step %d: %v", step, err)
			}
		}
		at, err := translog.ParseCheckpoint([]byte(r.tree("records")["log/checkpoint"]))
		if err != nil {
			t.Fatal(err)
		}
		seen = append(seen, at)
		report, err := attest.Verify(attest.Folder(filepath.Join(r.dir, "public")), attest.Options{Marker: publish.Marker, MarkerText: markerText})
		if err != nil || len(report.Findings) > 0 {
			t.Fatalf("step %d: %+v, %v", step, report, err)
		}
	}
	clean := &released{t: t, dir: buildtest.TempDir(t), key: r.key}
	for path, text := range r.tree("") {
		if top, _, _ := strings.Cut(path, "/"); top != "public" && top != "records" && top != ".build" {
			clean.write(path, text)
		}
	}
	for path, text := range before {
		clean.write("records/"+path, text)
	}
	clean.mustRelease(buildtest.Day)
	if !maps.Equal(clean.tree("public"), r.tree("public")) || !maps.Equal(clean.tree("records"), r.tree("records")) {
		t.Error("a clean release differs from those that went on")
	}
}

// A document that is withdrawn keeps its entries, and the log has no word of it.
func TestReleaseWithdrawn(t *testing.T) {
	r := newReleased(t)
	page := "---\ntitle: 关于黄杨木采购的公告\ndate: 2018-03-01\ncategory: notices\nsummary: 采购黄杨木。\n"
	page += "attachments: [{file: 0078-清单附表.csv, title: 附表}]\n"
	r.write("content/notices/2018/0078-清单附表.csv", "名次,编号\n1,黄杨木\n")
	r.write("content/notices/2018/0078.md", page+"---\n\n采购黄杨木三百株。\n")
	r.mustRelease(buildtest.Day)
	before := entriesOf(t, r, "notices/2018/0078.html")
	r.write("content/notices/2018/0078.md", page+"withdrawn: {date: 2022-06-01, reason: 决定被撤销}\n---\n\n采购黄杨木三百株。\n")
	r.mustRelease(buildtest.Day)
	after := entriesOf(t, r, "notices/2018/0078.html")
	if len(before) != 1 || len(after) != 2 || after[0] != before[0] || after[1].State != translog.Withdrawn {
		t.Errorf("before %v, after %v", before, after)
	}
	for path, text := range r.tree("records") {
		if strings.Contains(text, "黄杨木") {
			t.Errorf("records/%s tells of it", path)
		}
	}
	for path, text := range r.tree("public/log") {
		if strings.Contains(text, "黄杨木") {
			t.Errorf("log/%s tells of it", path)
		}
	}
}

// What the log keeps of a document is no trace of it: its address and its sum are meant to
// stay.
func TestReleaseWithdrawVerified(t *testing.T) {
	r := newReleased(t)
	page := "---\ntitle: 关于黄杨木采购的公告\ndate: 2018-03-01\ncategory: notices\nsummary: 采购黄杨木。\nattachments: [{file: 0078-清单附表.csv, title: 附表}]\n"
	r.write("content/notices/2018/0078-清单附表.csv", "名次,编号\n1,黄杨木\n")
	r.write("content/notices/2018/0078.md", page+"---\n\n采购黄杨木三百株。\n")
	r.mustRelease(buildtest.Day)
	r.write("content/notices/2018/0078.md", page+"withdrawn: {date: 2022-06-01, reason: 决定被撤销}\n---\n\n采购黄杨木三百株。\n")
	r.mustRelease(buildtest.Day)
	if err := os.RemoveAll(filepath.Join(r.dir, ".build")); err != nil { // the tree before
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	args := []string{"withdraw", "--source", r.dir, "--as-of", buildtest.Day, "--verify", "content/notices/2018/0078.md"}
	if status := run(args, &stdout, &stderr); status != exitWell || !strings.Contains(stdout.String(), "发布日志保留它的附件的网址和校验值") {
		t.Errorf("status %d: %s%s", status, stdout.String(), stderr.String())
	}
}

// entriesOf returns what is logged of an address.
func entriesOf(t *testing.T, r *released, address string) (found []translog.Entry) {
	t.Helper()
	log, _, err := translog.Load(readFrom(filepath.Join(r.dir, "records", "log")))
	if err != nil {
		t.Fatal(err)
	}
	for i := range log.Size() {
		if e := log.Entry(i); e.Address == address {
			found = append(found, e)
		}
	}
	return found
}

// cosign has a witness sign the checkpoint that is published.
func (r *released) cosign(w translog.Witness, by minisign.PrivateKey) []byte {
	r.t.Helper()
	signed, err := translog.Cosign([]byte(r.tree("public")["log/checkpoint"]), w, by, time.Unix(1800000000, 0))
	if err != nil {
		r.t.Fatal(err)
	}
	return signed
}

// What is no signature is not published as one, and the release that was asked to leaves
// all as it was; the next one goes on.
func TestReleaseCosigned(t *testing.T) {
	r := newReleased(t)
	r.mustRelease(buildtest.Day)
	records, public := r.tree("records"), r.tree("public")
	witness := translog.Witness{Name: "district.example", Key: releaseKey(t, 7).Public().Ed25519()}
	signed := string(r.cosign(witness, releaseKey(t, 7)))
	for name, spoilt := range map[string]string{
		"a line of something": signed + "garbage\n",
		"a control character": strings.Replace(signed, "district", "dist\x1b[31mrict", 1),
		"a long name":         strings.Replace(signed, "district.example", strings.Repeat("d", 45<<10), 1),
		"a cut signature":     signed[:len(signed)-9] + "\n",
		"too many signatures": manySigned(t, r, 80),
	} {
		r.cosigned = []byte(spoilt)
		if _, err := r.release(buildtest.Day, nil); err == nil || !strings.Contains(err.Error(), "--cosigned") {
			t.Errorf("%s: %v", name, err)
		}
		if !maps.Equal(r.tree("records"), records) || !maps.Equal(r.tree("public"), public) {
			t.Fatalf("%s: something was written", name)
		}
	}
	r.cosigned = []byte(signed)
	r.mustRelease(buildtest.Day)
	if got := r.tree("public")["log/checkpoint"]; got != signed {
		t.Errorf("published: %s", got)
	}
	// A new key signs the same checkpoint; what others have signed stays.
	r.cosigned, r.newKey, r.key = nil, true, releaseKey(t, 2)
	r.mustRelease(buildtest.Day)
	got := []byte(r.tree("public")["log/checkpoint"])
	_, err := translog.Cosigned(got, witness)
	for _, err := range []error{err, translog.Signed(got, releaseKey(t, 1).Public().Ed25519()), translog.Signed(got, r.key.Public().Ed25519())} {
		if err != nil {
			t.Errorf("signed by a new key: %v: %s", err, got)
		}
	}
}

// manySigned is the checkpoint that is published with signatures of so many witnesses.
func manySigned(t *testing.T, r *released, n int) string {
	t.Helper()
	signed := r.tree("public")["log/checkpoint"]
	for i := range n {
		w := translog.Witness{Name: fmt.Sprintf("w%d", i), Key: releaseKey(t, 7).Public().Ed25519()}
		_, line, _ := strings.Cut(string(r.cosign(w, releaseKey(t, 7))), "\n— w")
		signed += "— w" + line
	}
	return signed
}

// The name of a log is one that its checkpoint can have, whatever the address.
func TestOrigin(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "https://town.example/": "town.example", "http://town.example:8080/gk/": "town.example:8080/gk",
		"https://town.example/a+b/": "town.example/a%2Bb", "https://town.example/%E5%85%AC/": "town.example/%E5%85%AC",
		"https://town.example/a b/": "town.example/a%20b", "https://town.example/公/": "town.example/%E5%85%AC",
	} {
		cfg := &config.Config{}
		cfg.Site.BaseURL = address
		got := origin(cfg)
		if got != want || got != "" && !translog.IsName(got) {
			t.Errorf("%s: %q", address, got)
		}
	}
}

// The log does not go back to an earlier day.
func TestReleaseEarlier(t *testing.T) {
	r := newReleased(t)
	r.mustRelease("2022-06-02")
	records := r.tree("records")
	if _, err := r.release("2022-06-01", nil); err == nil || !strings.Contains(err.Error(), "--as-of 2022-06-02 or a later day") {
		t.Errorf("an earlier day: %v", err)
	}
	if !maps.Equal(r.tree("records"), records) {
		t.Error("an earlier day is recorded")
	}
	r.mustRelease("2022-06-02")
	r.mustRelease("2022-06-03")
}

// Two releases at the same time into two folders go on with one log, one after the other.
func TestReleaseLocked(t *testing.T) {
	r := newReleased(t)
	c := &call{stdout: io.Discard, stderr: io.Discard}
	c.Source = r.dir
	unlock, err := lockLog(c)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (publish.Options{}).Lock(filepath.Join(r.dir, ".build", "release.lock")); err == nil {
		t.Error("two have the lock")
	}
	key := filepath.Join(t.TempDir(), "release.key")
	sealed, err := r.key.Seal([]byte("a long passphrase"), bytes.NewReader(make([]byte, 32)))
	if err == nil {
		err = os.WriteFile(key, sealed, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(passphraseVariable, "a long passphrase")
	ended := make(chan string)
	for _, out := range []string{"one", "two"} {
		go func() {
			var stdout, stderr bytes.Buffer
			run([]string{"release", "--source", r.dir, "--out", filepath.Join(r.dir, out), "--key", key, "--as-of", buildtest.Day}, &stdout, &stderr)
			ended <- stdout.String() + stderr.String()
		}()
	}
	if _, err := os.Stat(filepath.Join(r.dir, "records", "log")); err == nil {
		t.Error("a release has not waited")
	}
	if err := unlock(); err != nil {
		t.Fatal(err)
	}
	said := <-ended + <-ended
	one, two := r.tree("one/log")["checkpoint"], r.tree("two/log")["checkpoint"]
	if one == "" || one != two || one != r.tree("records/log")["checkpoint"] {
		t.Errorf("two histories: %s, %s: %s", one, two, said)
	}
}

// What a release says is what it has done: where the folder was changed it is published
// again, and an error about that does not deny it.
func TestReleaseSaid(t *testing.T) {
	r := newReleased(t)
	r.write("config.toml", string(buildtest.Site()["config.toml"])+"\n[[rule]]\ncode = \"BD014\"\nlevel = \"error\"\n")
	key := filepath.Join(t.TempDir(), "release.key")
	sealed, err := r.key.Seal([]byte("a long passphrase"), bytes.NewReader(make([]byte, 32)))
	if err == nil {
		err = os.WriteFile(key, sealed, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv(passphraseVariable, "a long passphrase")
	release := func() (int, string) {
		var stdout, stderr bytes.Buffer
		status := run([]string{"release", "--source", r.dir, "--key", key, "--as-of", buildtest.Day}, &stdout, &stderr)
		return status, stdout.String() + stderr.String()
	}
	if status, said := release(); status != exitWell {
		t.Fatalf("status %d: %s", status, said)
	}
	if _, said := release(); !strings.Contains(said, "与上次发布一样") {
		t.Errorf("nothing has changed: %s", said)
	}
	r.write("public/index.html", "changed")
	status, said := release()
	if status != exitSite || strings.Contains(said, "没有改动") || !strings.Contains(said, "网站已经生成并换上") || !strings.Contains(said, "已经照它重新发布") {
		t.Errorf("a file was changed: status %d: %s", status, said)
	}
	if r.tree("public")["index.html"] == "changed" {
		t.Error("the file is as it was")
	}
	if err := os.RemoveAll(filepath.Join(r.dir, "public")); err != nil {
		t.Fatal(err)
	}
	if status, said := release(); status != exitWell || strings.Contains(said, "与上次发布一样") || !strings.Contains(said, "已经照它重新发布") {
		t.Errorf("the folder was behind: status %d: %s", status, said)
	}
}

// Where one of the files that a release has added was changed or is gone, a build takes all
// of them away and says so: none is left that tells of another, and none is said to be
// mended.
func TestReleaseChangedFile(t *testing.T) {
	build := func(r *released, more ...string) (int, string) {
		t.Helper()
		var stdout, stderr bytes.Buffer
		status := run(append([]string{"build", "--source", r.dir, "--as-of", buildtest.Day}, more...), &stdout, &stderr)
		return status, stderr.String()
	}
	r := newReleased(t)
	for _, path := range []string{edition.SumsPath, edition.SignaturePath, edition.KeyPath, "log/checkpoint"} {
		for _, gone := range []bool{false, true} {
			l := r.mustRelease(buildtest.Day)
			if l.log.Size() != l.before && l.before > 0 {
				t.Errorf("%s: the same site is logged again", path)
			}
			if gone {
				if err := os.Remove(filepath.Join(r.dir, "public", filepath.FromSlash(path))); err != nil {
					t.Fatal(err)
				}
			} else {
				r.write("public/"+path, r.tree("public")[path]+"x\n")
			}
			status, said := build(r)
			if status != exitWell || !strings.Contains(said, "BD032") || !strings.Contains(said, path) || strings.Contains(said, "BD014") {
				t.Errorf("%s, gone %v: status %d: %s", path, gone, status, said)
			}
			for left := range r.tree("public") {
				if edition.Taken(left) {
					t.Errorf("%s, gone %v: %s is still there", path, gone, left)
				}
			}
			if _, said := build(r); strings.Contains(said, "BD032") {
				t.Errorf("%s: said twice: %s", path, said)
			}
		}
	}
	// The rights of a folder are put right, and what is in it is as it was.
	r.mustRelease(buildtest.Day)
	if err := os.Chmod(filepath.Join(r.dir, "public", "log"), 0o700); err != nil {
		t.Fatal(err)
	}
	if status, said := build(r); status != exitWell || strings.Contains(said, "BD032") || r.tree("public")["log/checkpoint"] == "" {
		t.Errorf("the rights of the folder: status %d: %s", status, said)
	}
	// All of them at once, and a page as well: each is said of what it is true of.
	r.mustRelease(buildtest.Day)
	for path := range r.tree("public") {
		if edition.Taken(path) || path == "index.html" {
			if err := os.Remove(filepath.Join(r.dir, "public", filepath.FromSlash(path))); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, said := build(r); !strings.Contains(said, "BD032") || !strings.Contains(said, "有 1 个文件被改动") {
		t.Errorf("all are gone: %s", said)
	}
}

// The name of an attachment that tells what its document says is spoken of before it is
// logged, with a name that is free, and not afterwards.
func TestTellingNames(t *testing.T) {
	r := newReleased(t)
	document := func(number, title string, files ...string) {
		text := "---\ntitle: " + title + "\ncategory: notices\ndate: 2022-05-04\nattachments:\n"
		for _, file := range files {
			text += "  - {file: " + file + ", title: 附件}\n"
			r.write("content/notices/2022/"+file, "序号,村\n1,示例村"+file+"\n")
		}
		r.write("content/notices/2022/"+number+".md", text+"---\n\n见附件。\n")
	}
	document("0041", "第三季度审批结果", "0041-王小明低保.csv", "0041-1.csv", "0041-审批结果汇总.csv", "0041-附件.csv")
	check := func() string {
		_, stdout, stderr := callOf("check", "--source", r.dir, "--as-of", buildtest.Day, "--lang", "zh")
		return stdout + stderr
	}
	if said := check(); strings.Contains(said, "BD035") {
		t.Errorf("a site that is not released: %s", said)
	}
	r.write("content/notices/2022/0041.md", "---\ntitle: 第三季度\ncategory: notices\ndate: 2022-05-04\n---\n\n无。\n")
	r.mustRelease(buildtest.Day)
	document("0041", "第三季度审批结果", "0041-王小明低保.csv", "0041-1.csv", "0041-审批结果汇总.csv", "0041-附件.csv")
	said := check()
	for _, want := range []string{"0041-王小明低保.csv 里有看起来是一个人的名字", "改名为 0041-2.csv，并把 content/notices/2022/0041.md", "0041-审批结果汇总.csv 里有标题里的“审批结果”", "改名为 0041-3.csv"} {
		if !strings.Contains(said, want) {
			t.Errorf("not said: %s: %s", want, said)
		}
	}
	if n := strings.Count(said, "BD035"); n != 2 {
		t.Errorf("%d names: %s", n, said)
	}
	r.mustRelease(buildtest.Day)
	if said := check(); strings.Contains(said, "BD035") {
		t.Errorf("what is logged: %s", said)
	}
}
