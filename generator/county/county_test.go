package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"gongkai/generator/county/engine"
	"gongkai/generator/site/buildtest"
)

// newCounty writes a county of some offices, each with a document of its own.
func newCounty(t testing.TB, offices int) (dir string) {
	t.Helper()
	dir = buildtest.TempDir(t)
	config := buildtest.Site()["config.toml"]
	var toml strings.Builder
	toml.WriteString("name = \"示例县人民政府\"\naddress = \"https://county.example/\"\n")
	files := map[string][]byte{}
	for i := range offices {
		key := fmt.Sprintf("o%d", i)
		fmt.Fprintf(&toml, "[[office]]\nkey = %q\nname = \"示例%d镇人民政府\"\nlevel = \"township\"\nfolder = \"sites/%[1]s\"\n", key, i)
		files["sites/"+key+"/config.toml"] = bytes.Replace(config, []byte("name = \"示例镇政府信息公开\""), fmt.Appendf(nil, "name = \"示例%d镇政府信息公开\"", i), 1)
		files["sites/"+key+"/content/notices/2017/0001.md"] = fmt.Appendf(nil, "---\ntitle: 公告%d\ncategory: notices\ndate: 2017-03-%02d\nindex_number: 123456789/2017-%05d\n---\n正文。\n", i, i+1, i)
	}
	files["county.toml"] = []byte(toml.String())
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

// asOf is the day of these tests.
const asOf = "2022-06-01"

// called runs the program in a county, and returns its status and what it has said.
func called(t testing.TB, dir string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, said bytes.Buffer
	status = run(t.Context(), append([]string{"--source", dir, "--as-of", asOf}, args...), &out, &said)
	return status, out.String(), said.String()
}

func mustCall(t testing.TB, dir string, args ...string) string {
	t.Helper()
	status, out, said := called(t, dir, args...)
	if status != exitWell {
		t.Fatalf("%v: status %d\n%s%s", args, status, out, said)
	}
	return out
}

// sum is that of all that is published.
func sum(t testing.TB, out string) string {
	t.Helper()
	tree, err := buildtest.ReadTree(out)
	if err != nil {
		t.Fatal(err)
	}
	return tree.Sum()
}

// states are the offices by what became of them, as --json tells.
func states(t testing.TB, out string) map[string]string {
	t.Helper()
	found := map[string]string{}
	for text := range strings.Lines(out) {
		var l line
		if err := json.Unmarshal([]byte(text), &l); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if l.State != "" {
			found[l.Office] = string(l.State)
		}
	}
	return found
}

// With --json, what happens to each job is told as it happens, and how many are done; of a
// county in which nothing has changed there is nothing to tell.
func TestEvents(t *testing.T) {
	dir := newCounty(t, 4)
	events := func() (told []event) {
		_, out, _ := called(t, dir, "build", "--json", "--workers", "1")
		for text := range strings.Lines(out) {
			var e event
			if err := json.Unmarshal([]byte(text), &e); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
			if e.Event != "" {
				if e.Worker == "" {
					t.Errorf("nobody says %s", text)
				}
				e.Worker = ""
				told = append(told, e)
			}
		}
		return told
	}
	var want []event
	for i := range 4 {
		want = append(want, event{engine.Begun, fmt.Sprintf("o%d", i), i, 4, ""}, event{engine.Ended, fmt.Sprintf("o%d", i), i + 1, 4, ""})
	}
	if got := events(); !slices.Equal(got, want) {
		t.Errorf("told is %+v", got)
	}
	if again := events(); len(again) > 0 {
		t.Errorf("of jobs that were done is told %+v", again)
	}
}

// One process, one worker, and three processes side by side with one store publish the
// same bytes; what the shards have made, the process that collects makes none of.
func TestSameEverywhere(t *testing.T) {
	dir := newCounty(t, 7)
	mustCall(t, dir, "build")
	want := sum(t, filepath.Join(dir, "public"))
	one := filepath.Join(dir, "one", "public")
	mustCall(t, dir, "build", "--out", one, "--workers", "1")
	if sum(t, one) != want {
		t.Error("one worker publishes something else")
	}
	many := filepath.Join(dir, "many", "public")
	var processes sync.WaitGroup
	for i := 1; i <= 3; i++ {
		processes.Go(func() { called(t, dir, "build", "--out", many, "--shard", fmt.Sprintf("%d/3", i)) })
	}
	processes.Wait()
	for key, state := range states(t, mustCall(t, dir, "build", "--out", many, "--json")) {
		if state != "kept" {
			t.Errorf("%s was %s by the process that collects", key, state)
		}
	}
	if sum(t, many) != want {
		t.Error("three shards publish something else")
	}
}

// A shard that died leaves its offices to whoever comes next.
func TestShardLost(t *testing.T) {
	dir := newCounty(t, 4)
	mustCall(t, dir, "build", "--shard", "1/2")
	got := states(t, mustCall(t, dir, "build", "--json"))
	if fmt.Sprint(got) != "map[o0:kept o1:made o2:kept o3:made]" {
		t.Errorf("%v", got)
	}
	for key, state := range states(t, mustCall(t, dir, "build", "--verify", "--json")) {
		if state != "made" {
			t.Errorf("with --verify, %s was %s", key, state)
		}
	}
}

// An office with errors, one without its folder and one whose place is taken are named,
// with status 1; the others are made, and the last good site stays.
func TestBrokenOffices(t *testing.T) {
	dir := newCounty(t, 5)
	mustCall(t, dir, "build")
	before := sum(t, filepath.Join(dir, "public", "o1"))
	files := map[string][]byte{
		"sites/o1/content/notices/2017/0001.md": []byte("---\ntitel: 错\n---\n"),
		"sites/o3/content/notices/2018/0002.md": []byte("---\ntitle: 新\ncategory: notices\ndate: 2018-03-01\n---\n正文。\n"),
		"public/o4/foreign.txt":                 []byte("somebody's own"),
	}
	for _, path := range []string{"sites/o2", "public/o4", ".build/work/o4"} {
		if err := os.RemoveAll(filepath.Join(dir, path)); err != nil {
			t.Fatal(err)
		}
	}
	if err := buildtest.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	status, out, said := called(t, dir, "build", "--json")
	if status != exitOffice || said != "" {
		t.Errorf("status %d, %s", status, said)
	}
	if got := states(t, out); fmt.Sprint(got) != "map[o0:kept o1:refused o2:refused o3:made o4:failed]" {
		t.Errorf("%v", got)
	}
	if sum(t, filepath.Join(dir, "public", "o1")) != before {
		t.Error("the site of the office with errors has changed")
	}
	status, out, said = called(t, dir, "build")
	for _, want := range []string{"sites/o1/content/notices/2017/0001.md:2:1: 错误", "CY101", "CY102", "o4"} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing says %s:\n%s", want, said)
		}
	}
	if status != exitOffice || !strings.Contains(out, "有错误，上一次的网站保留") || !strings.Contains(out, "没有做成") {
		t.Errorf("status %d\n%s", status, out)
	}
}

// fromRepository has the site of an office come from a repository, of which the name of the
// folder is returned.
func fromRepository(t *testing.T, dir, key string) (repository string) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	repository = filepath.Join(dir, "sites", key)
	for _, args := range [][]string{{"init", "--quiet"}, {"add", "--all"}, {"commit", "--quiet", "-m", "one"}} {
		cmd := exec.Command("git", append([]string{"-C", repository, "-c", "user.name=test", "-c", "user.email=test@example.test", "-c", "commit.gpgsign=false"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
	}
	file := filepath.Join(dir, "county.toml")
	toml, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	toml = bytes.Replace(toml, fmt.Appendf(nil, "folder = \"sites/%s\"", key), fmt.Appendf(nil, "git = %q", "file://"+filepath.ToSlash(repository)), 1)
	if err := os.WriteFile(file, toml, 0o644); err != nil {
		t.Fatal(err)
	}
	return repository
}

// Of an office whose repository cannot be reached, the last site stays on the county's
// pages, whatever the store has lost of it. Where that site is gone, no page leads to it,
// which is said; and what came of the others is told.
func TestUnreachable(t *testing.T) {
	dir := newCounty(t, 3)
	repository := fromRepository(t, dir, "o1")
	for _, c := range []struct {
		lost  []string
		stays bool
	}{{nil, true}, {[]string{".build/rows"}, true}, {[]string{".build"}, true}, {[]string{"public/o1"}, false}, {[]string{".build/rows", "public/o1/catalog.json"}, false}} {
		if os.Getenv("GONGKAI_SLOW") == "" && len(c.lost) == 1 { // between nothing and the most that is lost
			continue
		}
		mustCall(t, dir, "build")
		if err := os.Rename(repository, repository+"-gone"); err != nil {
			t.Fatal(err)
		}
		for _, path := range c.lost {
			if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(path))); err != nil {
				t.Fatal(err)
			}
		}
		status, out, said := called(t, dir, "build")
		if status != exitOffice || !strings.Contains(out, "示例0镇人民政府") || !strings.Contains(said, "CY102") || strings.Contains(out, "，上一次的网站保留") != c.stays {
			t.Errorf("without %v: status %d\n%s%s", c.lost, status, out, said)
		}
		if strings.Contains(said, "CY106: 县级的首页、目录和检索里没有机关 o1：") == c.stays {
			t.Errorf("without %v:\n%s", c.lost, said)
		}
		for _, page := range []string{"index.html", "portal/offices.html", "portal/catalog/year-2017.html", "sitemap.xml"} {
			data, err := os.ReadFile(filepath.Join(dir, "public", filepath.FromSlash(page)))
			if err != nil || bytes.Contains(data, []byte("o1/")) != c.stays || !bytes.Contains(data, []byte("o2/")) {
				t.Errorf("without %v: %s does not lead to what there is (%v)", c.lost, page, err)
			}
		}
		if err := os.Rename(repository+"-gone", repository); err != nil {
			t.Fatal(err)
		}
	}
	mustCall(t, dir, "build")
}

// Where the county's own pages cannot be made, what came of the offices is told first.
func TestPortalFails(t *testing.T) {
	dir := newCounty(t, 2)
	if err := buildtest.Write(dir, map[string][]byte{"public/portal/foreign.txt": []byte("somebody's own")}); err != nil {
		t.Fatal(err)
	}
	status, out, said := called(t, dir, "build")
	if status != exitMachine || strings.Count(out, "已生成") != 2 || !strings.Contains(said, filepath.Join("public", "portal")) {
		t.Errorf("status %d\n%s%s", status, out, said)
	}
}

// A folder with a home page of somebody else's is refused before anything is written to it.
func TestForeignTop(t *testing.T) {
	dir := newCounty(t, 1)
	if err := buildtest.Write(dir, map[string][]byte{"public/index.html": []byte("somebody's own")}); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"build"}, {"build", "--shard", "1/1"}} {
		status, _, said := called(t, dir, args...)
		left, err := os.ReadDir(filepath.Join(dir, "public"))
		if status != exitCall || !strings.Contains(said, filepath.Join("public", "index.html")+" 不是本程序写的") || err != nil || len(left) != 1 {
			t.Errorf("%v: status %d, %s, in the folder are %v (%v)", args, status, said, left, err)
		}
	}
}

// A run that is interrupted says so of each office, and an outcome that is not whole is as
// good as none.
func TestStopped(t *testing.T) {
	dir := newCounty(t, 2)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out, said bytes.Buffer
	status := run(ctx, []string{"build", "--source", dir, "--as-of", asOf}, &out, &said)
	if status != exitOffice || strings.Count(said.String(), "中断了") != 2 {
		t.Errorf("status %d\n%s%s", status, &out, &said)
	}
	mustCall(t, dir, "build")
	if err := buildtest.Write(dir, map[string][]byte{".build/results/o1.json": []byte(`{"published":{}}`)}); err != nil {
		t.Fatal(err)
	}
	mustCall(t, dir, "build")
}

// What is wrong with the call, and with county.toml.
func TestCalls(t *testing.T) {
	dir := newCounty(t, 1)
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args   []string
		status int
		says   string
	}{
		{[]string{"build", "--shard", "3/2"}, exitCall, "--shard"},
		{[]string{"build", "--workers", "-1"}, exitCall, "--workers"},
		{[]string{"build", "--as-of", "2022-02-30"}, exitCall, "--as-of"},
		{[]string{"build", "--source", filepath.Join(dir, "empty")}, exitCall, "county.toml"},
		{[]string{"biuld"}, exitCall, "命令有误：没有命令或参数 biuld，是不是 build？"},
		{[]string{"build", "--worker", "1"}, exitCall, "没有选项 --worker，是不是 --workers？"},
		{[]string{"build", "--workers", "many"}, exitCall, "选项 --workers 后面要写整数，不是 many"},
		{[]string{"build", "--lang", "fr"}, exitCall, "选项 --lang 可以写 \"zh\",\"en\"，不是 fr"},
		{nil, exitCall, "请写一个命令"},
		{[]string{"k8s"}, exitCall, "--image"},
		{[]string{"k8s", "--image", "a", "--claim", "B"}, exitCall, "--claim"},
		{[]string{"k8s", "--image", "a", "--claim", "b", "--shards", "2"}, exitCall, "--shards"},
		{[]string{"k8s", "--image", "a", "--claim", "b"}, exitWell, "completionMode: Indexed"},
		{[]string{"explain", "XX001"}, exitCall, "XX001"},
		{[]string{"explain", "cy008"}, exitWell, "CY008"},
		{[]string{"explain"}, exitWell, "CY102"},
		{[]string{"check"}, exitWell, "1 个机关"},
		{[]string{"--help"}, exitWell, "用法"},
		{[]string{"--help", "--lang", "en"}, exitWell, "Usage"},
	} {
		status, out, said := called(t, dir, c.args...)
		if status != c.status || !strings.Contains(out+said, c.says) {
			t.Errorf("%v: status %d\n%s%s", c.args, status, out, said)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "county.toml"), []byte("nam = \"\x1b[2J\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	status, _, said := called(t, dir, "build")
	if status != exitOffice || !strings.Contains(said, "CY00") || strings.Contains(said, "\x1b") {
		t.Errorf("status %d\n%s", status, said)
	}
}

// The board tells of every office, has status 1 where one has a veto or cannot be read, and
// is never written where it would be published.
func TestBoard(t *testing.T) {
	dir := newCounty(t, 2)
	mustCall(t, dir, "build")
	if err := os.RemoveAll(filepath.Join(dir, "sites", "o1")); err != nil {
		t.Fatal(err)
	}
	before := sum(t, filepath.Join(dir, "public"))
	file := filepath.Join(dir, "board.html")
	status, out, said := called(t, dir, "board", "--html", file)
	if status != exitOffice || !strings.Contains(said, "CY101") || !strings.Contains(out, "示例0镇人民政府") || !strings.Contains(out, "读不了") {
		t.Errorf("status %d\n%s%s", status, out, said)
	}
	if page, err := os.ReadFile(file); err != nil || !strings.Contains(string(page), "noindex") {
		t.Error(err)
	}
	for _, place := range []string{"public/board.html", "public/o0/a/board.html", "sites/o0/content/board.html", "sites/../public/portal/board.html"} {
		if status, _, said := called(t, dir, "board", "--html", filepath.Join(dir, place)); status != exitCall || !strings.Contains(said, "--html") && !strings.Contains(said, "公开") {
			t.Errorf("%s: status %d, %s", place, status, said)
		}
	}
	if sum(t, filepath.Join(dir, "public")) != before {
		t.Error("what is published has changed")
	}
}

// What Kubernetes is told has a part for each ten offices, all of which the parts of its
// indexes have, and the next day on which something changes by itself.
func TestK8s(t *testing.T) {
	dir := newCounty(t, 11)
	for index := range 2 {
		mustCall(t, dir, "build", "--shard", fmt.Sprintf("%d+1/2", index))
	}
	for key, state := range states(t, mustCall(t, dir, "build", "--json")) {
		if state != "kept" {
			t.Errorf("%s was %s", key, state)
		}
	}
	out := mustCall(t, dir, "k8s", "--image", "registry.example/county:1", "--claim", "county")
	for _, want := range []string{"completions: 2\n", "$(JOB_COMPLETION_INDEX)+1/2", "gongkai/next-change: \"2023-01-01\""} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is not told:\n%s", want, out)
		}
	}
}
