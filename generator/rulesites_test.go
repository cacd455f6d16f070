package main

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"

	"gongkai/generator/diag"
	"gongkai/generator/diag/diagtest"
	"gongkai/generator/page"
	"gongkai/generator/report"
	"gongkai/generator/site"
	"gongkai/generator/site/buildtest"
	"gongkai/static"
)

// What a site is wrong in is said by check, by build and by the preview alike:
// the same codes at the same lines, and both commands end with the same status.
// For every rule there is a site that breaks it: the cases of the packages page,
// config, report and markdown, each made into a site, and the files of
// testdata/rules, which say in a line `== CODE FILE` what is to be found where.
//
//	== BD002 content/notices/2025/0002.md
//	-- content/notices/2025/0002.md --
//	…
//
// A site has what is in ruleBase; with the word `report` behind FILE, also the
// annual report that reportBase makes. The name of a part may be followed by a
// word that says what is made of its text: see part.

// noSite are the rules that no content of a site breaks, with the reason and
// where they are tested.
var noSite = map[string]string{
	"BD009": "somebody edits the published folder: site, TestDrift and the script sitefindings",
	"BD013": "what was published counts: site, TestMassLoss",
	"BD014": "somebody edits the published folder: site, TestDrift",
	"BD015": "somebody edits the published folder: site, TestDrift",
	"BD020": "what was published counts: site, TestPrecompressDropped",
	"BD034": "what was published counts: site, TestAddressesGone",
	"BD032": "what was released counts: the script release",
	"RC002": "a file of 257 MB: records, TestTooLarge",
	"RV010": "a stage with keys: package review, TestSigned",
	"RV011": "a stage with keys: package review, TestSigned",
	"RV021": "what was published counts: site, TestPublicStaysWithoutApproval",
	"RV022": "the text and its approval are read alike: site, TestUncovered",
	"RP065": "the sheet of a workbook: package report, the script reportfrom",
	"RP018": "a form that does not exist is refused with the front matter (FM070): package report",
	"LY005": "the machine fails to read a layout: package layout",
	"SR007": "a file of 65 MB: site, TestTooLarge",
	"AS013": "a file of 9 MB: site, TestTooLarge",
	"LY012": "a file of 2 MB: site, TestTooLarge",
	"TF007": "a workbook: site, TestHiddenInWorkbook",
	"CL001": "a file in GBK: package calendar",
	"CL002": "a file of 10,000 entries: package calendar",
	"WV001": "a file in GBK: package waiver",
	"WV002": "a file of 100,000 entries: package waiver",
	"SR005": "no ordinary file, which not every system has: package source",
}

// noSiteOf are the packages none of whose rules is about content.
var noSiteOf = map[string]string{
	"PB": "about the output folder and the machine: package publish, the script outplaces",
	"AU": "about profiles of an audit, which are no part of a site: package audit",
	"SV": "about the preview and the network: package serve, TestServeRefuses",
	"RF": "about the workbooks of report --from: package printed, the script reportfrom",
	"OL": "about other sites: package outside",
	"PV": "about text, wherever it stands: package privacy",
	"SC": "about files of other programs: package site/screening, TestRemarks; SC005 about what tesseract reads: TestScanPictures",
	"IM": "about what is imported: package importer, the scripts import",
	"IT": "about files before they are imported: package intake, the script importagain",
}

// ruleBase is a site in which nothing is wrong.
func ruleBase() map[string][]byte {
	return map[string][]byte{
		"config.toml":                  buildtest.Site()["config.toml"],
		"content/notices/2025/0001.md": []byte("---\ntitle: 一份公告\ncategory: notices\ndate: 2025-01-10\n---\n正文。\n"),
	}
}

// reportBase adds the annual report of a year to a site, as `new report` begins
// it, with a document of that year.
func reportBase(files map[string][]byte, year int, form string) {
	for name, data := range report.Skeleton(year, form, "", nil) {
		data = bytes.ReplaceAll(data, []byte("draft: true\n"), nil)
		data = []byte(strings.NewReplacer(
			"主动公开情况：\n\n依申请公开情况：\n", "主动公开情况：本年度发布政府信息{{counted.documents}}件。\n\n依申请公开情况：新收政府信息公开申请{{requests.new.total}}件，上年结转{{requests.carried_in.total}}件，办理{{requests.total.total}}件，结转下年度{{requests.carried_out.total}}件。\n",
			"信息处理费收取情况：", "本年度收取信息处理费{{processing_fee.cases}}件、{{processing_fee.amount}}元。",
			"工作概述：", "概述本年度政府信息公开工作。",
			"主动公开情况：\n\n## 三", "主动公开政府信息{{disclosure.total}}条。\n\n## 三",
			"依申请公开情况：\n\n## 四", "收到政府信息公开申请{{requests.received}}件，答复{{requests.answered}}件。\n\n## 四",
			"收费和减免情况：", "收取费用{{fees.charged}}万元。",
			"行政复议、行政诉讼情况：", "行政复议{{review.total}}件，行政诉讼{{lawsuit.total}}件。",
			"主要问题和改进情况：", "主要问题和改进措施。",
		).Replace(string(data)))
		files[fmt.Sprintf("content/reports/%d/%s", year, name)] = bytes.ReplaceAll(data, []byte("：\n"), []byte("：已写明。\n"))
	}
	files[fmt.Sprintf("content/policies/%d/0001.md", year)] = fmt.Appendf(nil,
		"---\ntitle: 一份文件\ncategory: policies\ndate: %d-03-10\n---\n正文。\n", year)
}

// ruleSite is a site that breaks rules.
type ruleSite struct {
	name  string
	files map[string][]byte
	links map[string]string // symbolic links, and where they lead
	sizes map[string]int64  // files of zeros
	want  []ruleBroken
}

// ruleBroken is a rule, and the file that is laid to it.
type ruleBroken struct{ code, file string }

// TestEveryRuleHasASite: a rule that is added without a site in which it is broken
// fails here, and so does one that is listed as having none and has one.
func TestEveryRuleHasASite(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range ruleSites(t) {
		for _, w := range s.want {
			seen[w.code] = true
		}
	}
	for _, r := range allRules() {
		why := noSite[r.Code] + noSiteOf[r.Code[:2]]
		switch {
		case !seen[r.Code] && why == "":
			t.Errorf("no site breaks %s (%s): add one to testdata/rules", r.Code, r.Title.EN)
		case seen[r.Code] && why != "":
			t.Errorf("%s is said to have no site, and has one", r.Code)
		}
	}
}

// TestRuleSites looks at each site: at those that only add documents all at once,
// and at some of those with reports. With GONGKAI_SLOW=1 it looks at every one by
// itself.
func TestRuleSites(t *testing.T) {
	sites := ruleSites(t)
	if os.Getenv("GONGKAI_SLOW") == "" {
		sites = fewSites(sites)
	}
	for _, s := range sites {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			s.check(t)
		})
	}
}

// fewSites joins the sites of a file of testdata/rules, and those of a package, which
// are found at one stage of a build: what is found early keeps the rest from being
// made. It leaves out most of those with reports, and that of which a file of 100 MB
// is read.
func fewSites(sites []ruleSite) []ruleSite {
	joined := map[string]*ruleSite{} // by what holds them
	var few []ruleSite
	reports := 0
	for _, s := range sites {
		folder := filepath.ToSlash(filepath.Dir(s.name))
		if joined[folder] == nil {
			joined[folder] = &ruleSite{name: "all of " + folder, files: ruleBase(), sizes: map[string]int64{}}
		}
		switch {
		case s.want[0].code == "AS012":
		case joined[folder].join(s):
		case folder != "report/testdata/broken":
			few = append(few, s)
		default:
			if reports++; reports%8 == 1 {
				few = append(few, s)
			}
		}
	}
	for _, s := range joined {
		few = append(few, *s)
	}
	return few
}

// join adds the documents of another site under numbers of their own, and reports
// whether it could: whether the other has nothing but the base and documents with
// a number, and files of theirs.
func (s *ruleSite) join(other ruleSite) bool {
	base := ruleBase()
	numbered := regexp.MustCompile(`^content/(?:notices/2025/000[23]|policies/2017/000[13])[.-]`)
	for name, data := range other.files {
		if was, ok := base[name]; ok && !bytes.Equal(was, data) || !ok && !numbered.MatchString(name) {
			return false
		}
	}
	if len(other.files) <= len(base) || len(other.links) > 0 {
		return false
	}
	n := 1000 + 3*len(s.want)
	renumber := strings.NewReplacer("2017/0001", fmt.Sprint("2017/", n), "0002", fmt.Sprint(n+1), "0003", fmt.Sprint(n+2)).Replace
	for name, data := range other.files {
		if _, ok := base[name]; !ok {
			s.files[renumber(name)] = []byte(renumber(string(data)))
		}
	}
	for name, size := range other.sizes {
		s.sizes[renumber(name)] = size
	}
	for _, w := range other.want {
		s.want = append(s.want, ruleBroken{w.code, renumber(w.file)})
	}
	return true
}

// check holds check, build and the preview against what is to be found.
func (s *ruleSite) check(t *testing.T) {
	dir := filepath.Join(buildtest.TempDir(t), "site")
	err := s.write(dir)
	if err == nil {
		err = s.stands(dir)
	}
	if err != nil {
		if runtime.GOOS != "linux" {
			t.Skipf("this system has no room for what is wrong elsewhere: %v", err)
		}
		t.Fatal(err)
	}
	checked, status := command(t, "check", dir)
	built, ended := command(t, "build", dir)
	if diff := cmp.Diff(checked, built); diff != "" || status != ended {
		t.Errorf("check ends with %d, build with %d (-check +build):\n%s", status, ended, diff)
	}
	want := exitWell
	for _, f := range checked {
		if f.Severity == diag.Error.String() {
			want = exitSite
		}
	}
	_, err = os.Lstat(filepath.Join(dir, "public"))
	if status != want || os.IsNotExist(err) != (want == exitSite) {
		t.Errorf("the status is %d, want %d; of public/: %v", status, want, err)
	}
	shown := previewed(t, dir)
	for _, w := range s.want {
		at := func(f finding) bool { return f.Code == w.code && f.File == w.file }
		i, j := slices.IndexFunc(checked, at), slices.IndexFunc(shown, at)
		if i < 0 || j < 0 {
			t.Errorf("%s is not found in %s: check %v, preview %v", w.code, w.file, checked, shown)
		} else if checked[i].Line != shown[j].Line || checked[i].Severity != shown[j].Severity {
			t.Errorf("check finds %+v, the preview %+v", checked[i], shown[j])
		}
	}
}

// finding is a line of --json.
type finding struct {
	Code, Severity, File string
	Line, Column         int
}

// command runs check or build, and returns what it finds and its status.
func command(t *testing.T, name, dir string) ([]finding, int) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status := run([]string{name, "--json", "--as-of", "2026-01-05", "--source", dir}, &stdout, &stderr)
	if stderr.Len() > 0 {
		t.Errorf("%s says %s", name, stderr.String())
	}
	var found []finding
	for dec := json.NewDecoder(&stdout); dec.More(); {
		var f finding
		if err := dec.Decode(&f); err != nil {
			t.Fatal(err)
		}
		found = append(found, f)
	}
	return found, status
}

// previewed returns what the preview finds in a site.
func previewed(t *testing.T, dir string) []finding {
	t.Helper()
	today, err := page.ParseDate("2026-01-05")
	if err != nil {
		t.Fatal(err)
	}
	opt := site.Options{Source: dir, Out: filepath.Join(dir, "public"), Today: today, Layouts: builtin.layouts, Static: static.Files, Minifier: builtin.minifier, Preview: true}
	state, all, err := site.Load(opt, nil)
	if err == nil && state != nil {
		if err = state.Texts(context.Background(), 1); err == nil {
			var found *site.Findings
			if found, err = state.Findings(true); err == nil {
				all = found.Diagnostics
			}
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	var found []finding
	for _, d := range diag.Sort(all) {
		found = append(found, finding{d.Code, d.Severity.String(), d.Pos.File, d.Pos.Line, d.Pos.Column})
	}
	return found
}

// write writes the site.
func (s *ruleSite) write(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := buildtest.Write(dir, s.files); err != nil {
		return err
	}
	for name, size := range s.sizes {
		if err := os.Truncate(filepath.Join(dir, filepath.FromSlash(name)), size); err != nil {
			return err
		}
	}
	for name, target := range s.links {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return err
		}
		if err := os.Symlink(target, name); err != nil {
			return err
		}
	}
	return nil
}

// stands returns an error where what was written is not what there is: on some
// systems two names are one, or none.
func (s *ruleSite) stands(dir string) error {
	there := map[string]bool{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, err = filepath.Rel(dir, name)
			there[filepath.ToSlash(name)] = true
		}
		return err
	})
	for name := range s.files {
		if err == nil && !there[name] {
			err = fmt.Errorf("%q is not there", name)
		}
	}
	for name := range s.links {
		info, lerr := os.Lstat(filepath.Join(dir, filepath.FromSlash(name)))
		if err == nil {
			err = lerr
		}
		if err == nil && info.Mode()&fs.ModeSymlink == 0 {
			err = fmt.Errorf("%q is no link", name)
		}
	}
	return err
}

// ruleSites are all sites: first those of testdata/rules.
func ruleSites(t *testing.T) []ruleSite {
	t.Helper()
	var sites []ruleSite
	for _, file := range glob(t, "testdata/rules/*.txtar") {
		sites = append(sites, ownSites(t, file)...)
	}
	for _, file := range slices.Concat(glob(t, "page/testdata/broken/*.txtar"), glob(t, "config/testdata/broken/*.txtar"), glob(t, "records/testdata/broken/*.txtar")) {
		sites = append(sites, goldenSite(t, file))
	}
	for _, file := range glob(t, "markdown/testdata/cases/*.golden") {
		if filepath.Base(file) != "control.golden" { // its body has a NUL: no text file, FM008
			sites = append(sites, markdownSite(t, file))
		}
	}
	for _, file := range glob(t, "report/testdata/broken/*.txtar") {
		sites = append(sites, reportSite(t, file))
	}
	return slices.DeleteFunc(sites, func(s ruleSite) bool { return len(s.want) == 0 })
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(files), err)
	}
	return files
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// printedFinding is a finding as it is printed in English.
var printedFinding = regexp.MustCompile(`(?m)^(.+?)(?::\d+)*: (?:error|warning|note) ([A-Z]{2}\d{3}): `)

// broken lists the rules in a golden text, each with the first file.
func broken(golden string, form *regexp.Regexp, file, code int) []ruleBroken {
	var list []ruleBroken
	for _, m := range form.FindAllStringSubmatch(golden, -1) {
		if !slices.ContainsFunc(list, func(b ruleBroken) bool { return b.code == m[code] }) {
			list = append(list, ruleBroken{m[code], m[file]})
		}
	}
	return list
}

// goldenSite makes a site of a case of package page or config: the case has one of
// its files.
func goldenSite(t *testing.T, file string) ruleSite {
	t.Helper()
	name, data := diagtest.Input(t, file)
	s := ruleSite{name: file, files: ruleBase()}
	if name == "config.toml" { // which has categories of its own
		s.files = map[string][]byte{"content/policies/2025/0001.md": []byte("---\ntitle: 一份文件\ncategory: policies\ndate: 2025-01-10\n---\n正文。\n")}
	}
	s.files[name] = data
	_, golden, _ := strings.Cut(read(t, file), "\n-- en --\n")
	s.want = broken(golden, printedFinding, 1, 2)
	return s
}

// markdownFinding is a finding in a golden file of package markdown.
var markdownFinding = regexp.MustCompile(`(?m)^(MD\d{3}) (content/.+?):\d`)

// markdownSite makes a site of a body of package markdown.
func markdownSite(t *testing.T, file string) ruleSite {
	t.Helper()
	s := ruleSite{name: file, files: ruleBase(), want: broken(read(t, file), markdownFinding, 2, 1)}
	body := read(t, strings.TrimSuffix(file, ".golden")+".md")
	s.files["content/policies/2017/0001.md"] = []byte("---\ntitle: 一份文件\ncategory: policies\ndate: 2017-03-15\n---\n" + body)
	return s
}

// reportSite makes a site of a case of package report, whose test says what the
// parts are.
func reportSite(t *testing.T, file string) ruleSite {
	t.Helper()
	s := ruleSite{name: file, files: ruleBase()}
	comment, parts := archive(read(t, file))
	setting := func(name, otherwise string) string {
		_, value, ok := strings.Cut("\n"+comment, "\n"+name+": ")
		if !ok {
			return otherwise
		}
		value, _, _ = strings.Cut(value, "\n")
		return value
	}
	year, err := strconv.Atoi(setting("year", "2023"))
	if err != nil {
		t.Fatal(err)
	}
	reportBase(s.files, year, "")
	folder := func(year int) string { return fmt.Sprintf("content/reports/%d/", year) }
	index, figures := folder(year)+"index.md", folder(year)+report.FiguresFile
	if form := setting("form", ""); form != "" {
		s.files[index] = regexp.MustCompile(`(?m)^form: .*$`).ReplaceAll(s.files[index], []byte("form: \""+form+"\""))
	}
	if date := setting("date", ""); date != "" {
		s.files[index] = regexp.MustCompile(`(?m)^date: .*$`).ReplaceAll(s.files[index], []byte("date: "+date))
	}
	if level := setting("level", ""); level != "" {
		s.files["config.toml"] = edited(t, s.files["config.toml"], `[office]\n => [office]\nlevel = "`+level+`"\n`)
	}
	if profile := setting("profile", ""); profile != "" {
		s.files["config.toml"] = edited(t, s.files["config.toml"], `[office]\n => [report]\nprofile = "`+profile+`"\n[office]\n`)
	}
	if setting("labels", "") != "" {
		s.files[index] = bytes.ReplaceAll(s.files[index], []byte("：已写明。\n"), []byte("：\n"))
	}
	var counted []byte
	if setting("ledger", "") != "" {
		counted = ledgerCounts(year, s.files[index], s.files[figures])
		before, rest, _ := strings.Cut(string(s.files[figures]), "[requests]\n")
		_, after, _ := strings.Cut(rest, "\n\n")
		s.files[figures] = []byte(before + after)
	}
	for _, p := range parts {
		switch p.name {
		case "figures.edit":
			s.files[figures] = edited(t, s.files[figures], p.text)
		case "index.edit":
			s.files[index] = edited(t, s.files[index], p.text)
		case "applications.edit":
			s.files[folder(year)+report.LedgerCountsFile] = edited(t, counted, p.text)
		case "index.md":
			head, _, _ := bytes.Cut(s.files[index], []byte("\n---\n"))
			s.files[index] = append(append(head, "\n---\n"...), p.text...)
		case "previous.csv":
			s.files[folder(year-1)+report.LedgerFile] = []byte(p.text)
		case "next.csv":
			s.files[folder(year+1)+report.LedgerFile] = []byte(p.text)
		case "previous.edit":
			reportBase(s.files, year-1, "")
			before := folder(year-1) + report.FiguresFile
			s.files[before] = edited(t, s.files[before], p.text)
		case "want":
			_, golden, _ := strings.Cut(p.text, "\n----\n")
			s.want = slices.DeleteFunc(broken(golden, printedFinding, 1, 2), func(b ruleBroken) bool { return noSite[b.code] != "" })
		default: // figures.toml, applications.csv, website.toml
			s.files[folder(year)+p.name] = []byte(p.text)
		}
	}
	if setting("figures", "") == "none" {
		delete(s.files, figures)
	}
	if setting("encoding", "") != "" {
		s.files[figures] = encoded(t, setting("encoding", ""), string(s.files[figures]))
	}
	return s
}

// ledgerCounts returns applications.toml as an archive of a report with these figures has it.
func ledgerCounts(year int, index, figures []byte) []byte {
	form := regexp.MustCompile(`(?m)^form: "?(\w+)`).FindSubmatch(index)
	r, _ := report.Parse(report.Input{Year: year, Form: string(form[1]), Body: index, Figures: figures})
	return r.LedgerCounts()
}

// part is a file of an archive: its name, with what stands behind it, and its text.
type part struct{ name, how, text string }

// archive takes an archive apart: what stands before the first part, and the
// parts.
func archive(text string) (comment string, parts []part) {
	to := &comment
	for line := range strings.Lines(text) {
		name, starts := strings.CutPrefix(line, "-- ")
		if name, ends := strings.CutSuffix(name, " --\n"); starts && ends {
			name, how, _ := strings.Cut(name, " | ")
			parts = append(parts, part{name: name, how: how})
			to = &parts[len(parts)-1].text
			continue
		}
		*to += line
	}
	return comment, parts
}

// ownSites reads a file of testdata/rules.
func ownSites(t *testing.T, file string) []ruleSite {
	t.Helper()
	var sites []ruleSite
	for i, text := range strings.Split("\n"+read(t, file), "\n== ") {
		if i == 0 {
			continue // a comment
		}
		comment, parts := archive(strings.TrimSuffix(text, "\n") + "\n")
		head := strings.Fields(comment)
		s := ruleSite{name: filepath.ToSlash(file) + "/" + head[0], files: ruleBase(), links: map[string]string{}, sizes: map[string]int64{}, want: []ruleBroken{{head[0], head[1]}}}
		if len(head) > 2 && head[2] == "report" {
			reportBase(s.files, 2023, "")
		}
		for _, p := range parts {
			s.add(t, p)
		}
		sites = append(sites, s)
	}
	return sites
}

// add adds a part: as it stands (lines `%repeat N TEXT` apart, which stand for N
// times TEXT), or
//
//	none       the file is taken away
//	more       the text is put behind what there is
//	edit       lines `old => new`, \n for a line end
//	hex        bytes
//	gbk        in GBK; gbkname: the name is
//	gps        a photograph that tells where it was taken
//	size N     N zeros
//	link PATH  a symbolic link
func (s *ruleSite) add(t *testing.T, p part) {
	t.Helper()
	how, argument, _ := strings.Cut(p.how, " ")
	switch how {
	case "":
		s.files[p.name] = []byte(repeated(t, p.text))
	case "none":
		delete(s.files, p.name)
	case "more":
		s.files[p.name] = append(s.files[p.name], "\n"+repeated(t, p.text)...)
	case "edit":
		s.files[p.name] = edited(t, s.files[p.name], p.text)
	case "hex":
		data, err := hex.DecodeString(strings.Join(strings.Fields(p.text), ""))
		if err != nil {
			t.Fatal(err)
		}
		s.files[p.name] = data
	case "gbk":
		s.files[p.name] = encoded(t, "gbk", p.text)
	case "gbkname":
		s.files[string(encoded(t, "gbk", p.name))] = []byte(p.text)
	case "gps":
		s.files[p.name] = locatedPhotograph()
	case "size":
		size, err := strconv.ParseInt(argument, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		s.files[p.name], s.sizes[p.name] = nil, size
	case "link":
		s.links[p.name] = argument
	default:
		t.Fatalf("%s: what is %q?", p.name, p.how)
	}
}

// repeated writes out the lines %repeat of a text. # in TEXT is the number, from 1.
func repeated(t *testing.T, text string) string {
	t.Helper()
	var b strings.Builder
	for line := range strings.Lines(text) {
		rest, ok := strings.CutPrefix(line, "%repeat ")
		if !ok {
			b.WriteString(line)
			continue
		}
		times, unit, _ := strings.Cut(strings.TrimSuffix(rest, "\n"), " ")
		n, err := strconv.Atoi(times)
		if err != nil {
			t.Fatal(err)
		}
		unit = strings.NewReplacer(`\n`, "\n", `\x20`, " ", `\x01`, "\x01", `\x0b`, "\v", `\x85`, "\u0085").Replace(unit)
		for i := range n {
			b.WriteString(strings.ReplaceAll(unit, "#", strconv.Itoa(i+1)))
		}
	}
	return b.String()
}

// edited applies lines `old => new`, each of which must match.
func edited(t *testing.T, data []byte, edits string) []byte {
	t.Helper()
	text := string(data)
	for line := range strings.Lines(edits) {
		from, to, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " => ")
		from, to = strings.ReplaceAll(from, `\n`, "\n"), strings.ReplaceAll(to, `\n`, "\n")
		if !ok || !strings.Contains(text, from) {
			t.Fatalf("edit %q does not apply to\n%s", line, text)
		}
		text = strings.Replace(text, from, to, 1)
	}
	return []byte(text)
}

// encoded returns a text in an encoding of Windows.
func encoded(t *testing.T, how, text string) []byte {
	t.Helper()
	if how == "gbk" {
		out, err := simplifiedchinese.GBK.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(out)
	}
	var out []byte // UTF-16 without a mark, of what is ASCII mostly
	for _, r := range text {
		out = append(out, byte(r), byte(r>>8))
	}
	return out
}

// locatedPhotograph is a JPEG whose EXIF block has a directory with a location.
func locatedPhotograph() []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01" + // one entry:
		"\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a" + "\x00\x00\x00\x00" + // GPS, at 26
		"\x00\x01" + "\x00\x01\x00\x02\x00\x00\x00\x02N\x00\x00\x00" + "\x00\x00\x00\x00")
	exif := append([]byte("Exif\x00\x00"), tiff...)
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	picture := []byte("\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00" + // one grey pixel
		"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + "\x00" + "\xff\xd9")
	return slices.Concat([]byte("\xff\xd8"), segment, picture)
}
