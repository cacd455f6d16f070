package site

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"gongkai/generator/cache"
	"gongkai/generator/page"
	"gongkai/generator/site/buildtest"
	"gongkai/generator/waiver"
	"gongkai/layouts"
)

// step is one kind of change to a site. do makes it on disk and returns what it
// chose.
type step struct {
	name string
	do   func(h *history) string
}

// allSteps lists what can happen to a site between two builds.
func allSteps() []step {
	return []step{
		{"edit body", editBody},
		{"edit title", func(h *history) string { return h.setField("title", "标题"+h.serial()) }},
		{"edit date", func(h *history) string { return h.setField("date", h.date()) }},
		{"edit field", editField},
		{"edit lines", editLines},
		{"edit references", editReferences},
		{"move category", moveCategory},
		{"add document", addDocument},
		{"add section text", addSectionText},
		{"rename document", renameDocument},
		{"swap documents", swapDocuments},
		{"delete document", deleteDocument},
		{"move folder", moveFolder},
		{"swap folders", swapFolders},
		{"change attachment", changeAttachment},
		{"change picture", changePicture},
		{"change photograph", changePhotograph},
		{"change layout", changeLayout},
		{"change static file", changeStatic},
		{"change config", changeConfig},
		{"change figures", changeFigures},
		{"change report", changeReport},
		{"touch", touch},
		{"rewrite", rewrite},
		{"restore", restore},
		{"change day", changeDay},
		{"change base URL", changeBaseURL},
		{"damage snapshot", damageSnapshot},
		{"lose work folder", loseWork},
		{"change program", changeProgram},
		{"break", breakFile},
		{"nothing", func(*history) string { return "" }},
	}
}

// serial returns a text that did not occur before.
func (h *history) serial() string { return fmt.Sprintf("之%d号", h.steps) }

// date returns some date, now and then one with a time of day.
func (h *history) date() string {
	d := fmt.Sprintf("%d-%02d-%02d", 2016+h.pick(8), 1+h.pick(12), 1+h.pick(28))
	if h.pick(4) == 0 {
		d += fmt.Sprintf(" %02d:%02d", h.pick(24), h.pick(60))
	}
	return d
}

// put changes one file.
func (h *history) put(name string, data []byte) {
	h.files[name] = data
	h.sync()
}

// front splits a document behind its front matter.
func front(data []byte) (head, body string) {
	text := string(data)
	i := strings.Index(text, "\n---\n") + len("\n---\n")
	return text[:i], text[i:]
}

// withField returns a document with one line of its front matter set, or taken
// out where value is empty.
func withField(data []byte, key, value string) []byte {
	head, body := front(data)
	head = regexp.MustCompile(`(?m)^`+key+`:.*\n(  .*\n)*`).ReplaceAllString(head, "")
	if value != "" {
		head = strings.TrimSuffix(head, "---\n") + key + ": " + value + "\n---\n"
	}
	return []byte(head + body)
}

func (h *history) setField(key, value string) string {
	name := h.one(h.documents()...)
	if name != "" {
		h.put(name, withField(h.files[name], key, value))
	}
	return fmt.Sprintf("%s: %s: %s", name, key, value)
}

// editField sets or takes out a field that others may show.
func editField(h *history) string {
	fields := []struct{ key, value string }{
		{"summary", "概述" + h.serial()},
		{"summary", ""},
		{"keywords", "[关键词" + h.serial() + ", 信息]"},
		{"source", "来源" + h.serial()},
		{"author", "示例"},
		{"issuer", "示例机关" + h.serial()},
		{"genre", h.one("通知", "公告", "通告", "意见")},
		{"subject", h.one("综合政务/政务公开", "综合政务/文秘工作", "综合政务/保密工作")},
		{"subject", ""},
		{"validity", h.one("有效", "失效", "废止", "已修改")},
		{"validity", ""},
		{"effective", h.date()},
		{"expires", h.date()},
		{"expires", ""},
		{"repealed", h.date()},
		{"revisions", "[{date: " + h.date() + ", note: 更正" + h.serial() + "}]"},
		{"revisions", ""},
		{"publish_until", h.date()},
		{"publish_until", ""},
		{"withdrawn", "{date: " + h.date() + ", reason: 有误" + h.serial() + h.one("", ", keep_title: true") + "}"},
		{"withdrawn", ""},
		{"draft", "true"},
		{"draft", ""},
		{"aliases", fmt.Sprintf("[old/%d.html]", h.steps)},
		{"aliases", ""},
		{"index_number", fmt.Sprintf("000000000/2017-%05d", 1+h.pick(4))},
		{"written", h.date()},
		{"disclosure", "主动公开"},
	}
	f := fields[h.pick(len(fields))]
	return h.setField(f.key, strings.TrimSuffix(f.value, " "))
}

// editLines moves the text of a document up or down in its file, so that
// findings about it move too, or changes how its lines end.
func editLines(h *history) string {
	name := h.one(h.documents()...)
	if name == "" {
		return ""
	}
	data := h.files[name]
	switch h.pick(4) {
	case 0:
		data = bytes.Replace(data, []byte("\n---\n"), []byte("\n# 说明\n---\n"), 1)
	case 1:
		data = bytes.Replace(data, []byte("# 说明\n"), nil, 1)
	case 2:
		data = bytes.Replace(data, []byte("\n---\n"), []byte("\n---\n\n"), 1)
	case 3:
		data = bytes.TrimPrefix(data, []byte("\ufeff"))
		if len(data) == len(h.files[name]) {
			data = append([]byte("\ufeff"), data...)
		}
	}
	h.put(name, data)
	return name
}

// editBody changes the text of a document, of a section or of a report.
func editBody(h *history) string {
	name := h.one(append(h.documents(), h.matching("content/*/index.md", "content/reports/*/index.md")...)...)
	if name == "" {
		return ""
	}
	more := []string{
		"\n再加一段" + h.serial() + "。\n",
		"\n## 新的一节\n\n" + strings.Repeat("\n### 小节\n\n内容。\n", h.pick(4)),
		"\n> 引文\n\n| 甲 | 乙 |\n|---|---|\n| 1 | " + fmt.Sprint(h.steps) + " |\n",
		"\n#### 跳级的标题\n\n有一条提示。\n",
		"\n[站外](https://link.example/" + fmt.Sprint(h.steps) + ")。\n",
	}
	h.put(name, append(bytes.Clone(h.files[name]), h.one(more...)...))
	return name
}

// editReferences makes a document refer to another one, to a heading that may
// or may not exist, or to a file.
func editReferences(h *history) string {
	name, other := h.one(h.documents()...), h.one(h.documents()...)
	if name == "" {
		return ""
	}
	target := strings.TrimPrefix(other, "content/")
	switch h.pick(8) {
	case 0:
		h.put(name, withField(h.files[name], h.one("replaces", "interprets"), "["+target+"]"))
	case 1:
		h.put(name, withField(h.files[name], h.one("replaces", "interprets"), ""))
	case 2:
		h.put(name, append(bytes.Clone(h.files[name]), "\n见[那篇](/"+target+")。\n"...))
	case 3:
		h.put(name, append(bytes.Clone(h.files[name]), "\n见[那一节](/"+target+"#新的一节)。\n"...))
	case 4:
		h.put(name, append(bytes.Clone(h.files[name]), "\n![图](/policies/2017/0001-flow.png)\n"...))
	case 5:
		h.put(name, append(bytes.Clone(h.files[name]), "\n![示意图](/images/plan.svg)和[目录](/catalog/index.html)\n"...))
	case 6:
		h.put(name, append(bytes.Clone(h.files[name]), "\n{{table /policies/2017/0001-form.csv"+h.one("", " caption=表", " sheet=无")+"}}\n"...))
	case 7:
		photo := strings.TrimPrefix(h.one(h.matching("content/*/*/*.jpg", "content/*/*/*.JPG")...), "content/")
		h.put(name, append(bytes.Clone(h.files[name]), "\n![照片](/"+photo+") [![照片](/"+photo+")](/"+target+")\n"...))
	}
	return name + " → " + target
}

// moveCategory moves a document into the folder of another category.
func moveCategory(h *history) string {
	name := h.one(h.documents()...)
	if name == "" {
		return ""
	}
	key := h.one("policies", "notices", "dynamics", "interpretations", "guide")
	parts := strings.Split(name, "/")
	to := path.Join("content", key, parts[2], fmt.Sprintf("m%d.md", h.steps))
	data := withField(h.files[name], "category", key)
	h.rename(name, to)
	h.put(to, data)
	return name + " → " + to
}

// addDocument adds a document in some folder, old or new.
func addDocument(h *history) string {
	key := h.one("policies", "notices", "dynamics", "interpretations", "guide")
	name := fmt.Sprintf("content/%s/%d/n%d.md", key, 2016+h.pick(8), h.steps)
	h.put(name, []byte(fmt.Sprintf("---\ntitle: 新文档%s\ncategory: %s\ndate: %s\n---\n## 新的一节\n\n正文%d。\n",
		h.serial(), key, h.date(), h.steps)))
	return name
}

// addSectionText adds the text of a section, or takes it away.
func addSectionText(h *history) string {
	key := h.one("policies", "notices", "dynamics", "guide")
	name := "content/" + key + "/index.md"
	if h.files[name] != nil {
		delete(h.files, name)
		h.sync()
		return "no " + name
	}
	h.put(name, []byte("---\ntitle: 栏目说明\ncategory: "+key+"\ndate: 2016-01-04\n---\n栏目说明"+h.serial()+"。\n"))
	return name
}

func renameDocument(h *history) string {
	name := h.one(h.documents()...)
	if name == "" {
		return ""
	}
	to := path.Join(path.Dir(name), fmt.Sprintf("r%d.md", h.pick(5)))
	if h.files[to] == nil {
		h.rename(name, to)
	}
	return name + " → " + to
}

// swapDocuments exchanges two files of one folder; their times stay theirs.
func swapDocuments(h *history) string {
	a := h.one(h.documents()...)
	b := h.one(h.matching(path.Dir(a) + "/*.md")...)
	if a == b || b == "" {
		return ""
	}
	between := path.Join(path.Dir(a), "between.md")
	h.rename(a, between)
	h.rename(b, a)
	h.rename(between, b)
	return a + " ↔ " + b
}

func deleteDocument(h *history) string {
	name := h.one(h.documents()...)
	delete(h.files, name)
	h.sync()
	return name
}

// moveFolder gives a folder of a year another name.
func moveFolder(h *history) string {
	name := h.one(h.documents()...)
	if name == "" {
		return ""
	}
	from := path.Dir(name)
	to := path.Join(path.Dir(from), fmt.Sprintf("y%d", h.pick(4)))
	if len(h.matching(to+"/*")) == 0 {
		h.rename(from, to)
	}
	return from + " → " + to
}

// swapFolders exchanges the folders of two years of one category: the files in
// them are not touched.
func swapFolders(h *history) string {
	a := path.Dir(h.one(h.documents()...))
	b := path.Dir(h.one(h.matching(path.Dir(a) + "/*/*.md")...))
	if a == b || b == "." {
		return ""
	}
	between := path.Join(path.Dir(a), "between")
	h.rename(a, between)
	h.rename(b, a)
	h.rename(between, b)
	return a + " ↔ " + b
}

// changeAttachment changes or renames a file beside documents, or adds one that
// nothing uses.
func changeAttachment(h *history) string {
	name := h.one(h.matching("content/*/*/*.csv", "content/*/*/*.txt")...)
	if name == "" || strings.HasPrefix(name, "content/reports/") {
		return ""
	}
	switch h.pick(3) {
	case 0:
		h.put(name, append(bytes.Clone(h.files[name]), "\n"+h.serial()+",乙"...))
	case 1:
		h.put(path.Join(path.Dir(name), fmt.Sprintf("unused%d.txt", h.pick(3))), []byte("没有人用"))
	case 2:
		h.rename(name, name+".txt")
	}
	return name
}

// changePicture changes the size of a picture that texts show, or its bytes.
func changePicture(h *history) string {
	name := h.one(h.matching("content/*/*/*.png")...)
	if name != "" {
		h.put(name, buildtest.PNG(10+h.pick(20), 10+h.pick(3)))
	}
	return name
}

// changePhotograph changes a picture of which texts show a copy, its name, or what
// stands where the copy would.
func changePhotograph(h *history) string {
	name := h.one(h.matching("content/*/*/*.jpg", "content/*/*/*.JPG")...)
	if name == "" {
		h.put("content/dynamics/2017/0003-field.jpg", buildtest.JPEG(404, 60, 1))
		return "again"
	}
	ext := path.Ext(name)
	switch h.pick(7) {
	case 0, 1: // as large as before
		h.put(name, buildtest.JPEG(404, 60, h.pick(5)))
	case 2:
		h.put(name, buildtest.JPEG(200+h.pick(3)*150, 20+h.pick(3)*40, h.pick(5)))
	case 3:
		delete(h.files, name)
		h.sync()
	case 4:
		if to := strings.TrimSuffix(name, ext) + h.one(".jpg", ".JPG", "x.jpg"); to != name {
			h.rename(name, to)
		}
	case 5:
		copied := strings.TrimSuffix(name, ext) + ".400" + ext
		h.files["content/dynamics/2017/0001.md"] = []byte("---\ntitle: 副本\ncategory: dynamics\ndate: 2017-03-15\n---\n![副本](/" + strings.TrimPrefix(copied, "content/") + ")\n")
		h.put(copied, buildtest.JPEG(200, 100, 2))
	case 6: // the same bytes as another
		h.put(path.Join(path.Dir(name), "twin.jpg"), h.files[name])
	}
	return name
}

// changeLayout overrides a layout, changes the override, or takes it away.
func changeLayout(h *history) string {
	name := "layouts/" + h.one("message.html", "document.html", "list.html", "parts.html", "base.html", "home.html")
	if h.files[name] != nil && h.pick(3) == 0 {
		delete(h.files, name)
		h.sync()
		return "no " + name
	}
	data, err := layouts.Files.Open(path.Base(name))
	if err != nil {
		h.t.Fatal(err)
	}
	defer data.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(data); err != nil {
		h.t.Fatal(err)
	}
	text := b.String()
	switch h.pick(3) {
	case 0:
		text += "{{/* " + h.serial() + " */}}\n"
	case 1:
		text = strings.ReplaceAll(text, "</p>", fmt.Sprintf("<b>%d</b></p>", h.pick(9)))
	}
	h.put(name, []byte(text))
	return name
}

// changeStatic changes, adds or removes a static file, that of the built-in
// style sheet among them.
func changeStatic(h *history) string {
	name := "static/" + h.one("css/site.css", "js/local.js", "images/plan.svg", "data/readme.txt", "new/a.txt", "images/emblem.svg")
	if h.files[name] != nil && h.pick(3) == 0 {
		delete(h.files, name)
		h.sync()
		return "no " + name
	}
	n := 10 + h.pick(20)
	text := map[string]string{
		".css": "p { margin: %dpx }\n", ".js": "var local = %d;\n", ".txt": "第%d版。\n",
		".svg": `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="9"><title>图</title></svg>`,
	}[path.Ext(name)]
	h.put(name, []byte(fmt.Sprintf(text, n)))
	return name
}

// changeConfig changes one line of config.toml.
func changeConfig(h *history) string {
	text := string(h.files["config.toml"])
	old, now := "", ""
	switch h.pick(16) {
	case 0:
		old, now = `(?m)^name = "示例镇.*"$`, `name = "示例镇`+h.serial()+`"`
	case 1:
		old, now = `(?m)^page_size = .*$`, fmt.Sprintf("page_size = %d", 1+h.pick(4))
	case 2:
		old, now = `(?m)^catalog_size = .*$`, fmt.Sprintf("catalog_size = %d", 2+h.pick(5))
	case 3:
		old, now = `(?m)^home = \d+$`, fmt.Sprintf("home = %d", 1+h.pick(4))
	case 4:
		old, now = `(?m)^feed = .*$`, fmt.Sprintf("feed = %d", 1+h.pick(5))
	case 5:
		old, now = `(?m)^name = "工作动态.*"$`, `name = "工作动态`+h.serial()+`"`
	case 6:
		old, now = `(?m)^description = "公告.*"$`, `description = "公告`+h.serial()+`"`
	case 7:
		old, now = `(?m)^phone = .*$`, `phone = "示例`+h.serial()+`"`
	case 8:
		old, now = `(?m)^base_url = .*\n`, h.one("", "base_url = \"https://other.example/a/\"\n", "base_url = \"https://town.example/\"\n")
	case 9:
		old, now = `(?m)^contact = .*$`, `contact = "示例`+h.serial()+`"`
	case 10:
		old, now = `\z`, "\n[[rule]]\ncode = \"BD007\"\nlevel = \""+h.one("off", "note", "error")+"\"\n"
	case 11:
		old, now = `(?s)\[\[category\]\]\nkey = "interpretations".*?\n\n`, ""
	case 12:
		old, now = `(?:\[report\]\nprofile = .*\n\n)?\[lists\]`, "[report]\nprofile = \""+h.one("", "wuhan-2025")+"\"\n\n[lists]"
	case 13:
		old, now = `(?m)^region = .*\n(?:level = .*\n)?`, "region = \"示例区\"\nlevel = \""+h.one("township", "city")+"\"\n"
	case 14:
		old, now = `(?m)^contact = .*\n(?:organizer = .*\n)?`, "contact = \"示例\"\norganizer = \"示例"+h.serial()+"\"\n"
	case 15:
		old, now = `(?m)^max = .*$`, "max = "+h.one("0", "400", "500", "600", "1600")
	}
	h.put("config.toml", []byte(regexp.MustCompile(old).ReplaceAllLiteralString(text, now)))
	return now
}

// changeFigures changes a number of a report, one that its text refers to or
// one that only its tables show, its ledger, or the table of the web site.
func changeFigures(h *history) string {
	name := h.one(h.matching("content/reports/*/figures.toml", "content/reports/*/applications.csv", "content/reports/*/website.toml")...)
	if name == "" {
		return ""
	}
	text := string(h.files[name])
	switch path.Base(name) {
	case "figures.toml":
		key := h.one("people", "sessions", "licences", "penalties", "total", "access_points")
		text = regexp.MustCompile(`(?m)^`+key+` *= \d+`).ReplaceAllString(text, fmt.Sprintf("%s = %d", key, 10+h.pick(90)))
	case "applications.csv":
		text += fmt.Sprintf("2021-%02d-03,%s,letter,granted,2021-12-20\n", 1+h.pick(12), h.one("natural", "business", "legal"))
	case "website.toml":
		if h.pick(4) == 0 {
			delete(h.files, name)
			h.sync()
			return "no " + name
		}
		text = regexp.MustCompile(`(?m)^total = .*$`).ReplaceAllString(text, fmt.Sprintf("total = %d", 4000+h.pick(1000)))
	}
	h.put(name, []byte(text))
	return name
}

// changeReport removes a report, or changes its front matter.
func changeReport(h *history) string {
	name := h.one(h.matching("content/reports/*/index.md")...)
	if name == "" {
		return ""
	}
	switch h.pick(4) {
	case 0:
		for _, file := range h.matching(path.Dir(name) + "/*") {
			delete(h.files, file)
		}
		h.sync()
	case 1:
		h.put(name, withField(h.files[name], "draft", h.one("true", "")))
	case 2:
		h.put(name, withField(h.files[name], "summary", "报告概述"+h.serial()))
	case 3:
		h.put(name, append(bytes.Clone(h.files[name]), "\n补充说明，共{{disclosure.total}}条。\n"...))
	}
	return name
}

// touch gives a file other times.
func touch(h *history) string {
	name := h.one(h.onDisk()...)
	when := time.Unix(1_500_000_000+int64(h.pick(1000)), 0)
	if err := os.Chtimes(h.name(name), when, when); err != nil {
		h.t.Fatal(err)
	}
	return name
}

// rewrite replaces a file by a new one with the same bytes, as editors do.
func rewrite(h *history) string {
	name := h.one(h.onDisk()...)
	if err := os.Remove(h.name(name)); err != nil {
		h.t.Fatal(err)
	}
	h.sync()
	return name
}

// restore brings back a state of the site that was there before.
func restore(h *history) string {
	n := h.pick(len(h.past))
	h.files = maps.Clone(h.past[n])
	h.sync()
	return fmt.Sprint(n)
}

// changeDay takes another day for today, sometimes an earlier one.
func changeDay(h *history) string {
	h.opt.Today = page.NewDate(2022, time.Month(1+h.pick(12)), 1+h.pick(28))
	return h.opt.Today.DayString()
}

// changeBaseURL gives --base-url, or takes it away.
func changeBaseURL(h *history) string {
	h.opt.BaseURL = h.one("", "https://flag.example/", "https://flag.example/sub")
	return h.opt.BaseURL
}

// damageSnapshot changes one byte of what the last build left behind, or cuts
// it short. It also changes a file: a build that has nothing to do reads the head alone.
func damageSnapshot(h *history) string {
	name := filepath.Join(h.opt.Source, ".build", "public", "snapshot")
	data, err := os.ReadFile(name)
	if err != nil {
		h.t.Fatal(err)
	}
	at := h.pick(len(data))
	if h.pick(2) == 0 {
		data = data[:at]
	} else {
		data[at] ^= 1 << h.pick(8)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		h.t.Fatal(err)
	}
	h.put("static/note.txt", []byte(h.serial()))
	h.forgotten = true
	return fmt.Sprint(at)
}

// loseWork removes the work folder.
func loseWork(h *history) string {
	if err := os.RemoveAll(filepath.Join(h.opt.Source, ".build")); err != nil {
		h.t.Fatal(err)
	}
	h.forgotten = true
	return ""
}

// changeProgram stands for another version of the program, which does not trust
// what the last one recorded.
func changeProgram(h *history) string {
	h.opt.Salt = cache.SumBytes([]byte(h.serial()))
	h.forgotten = true
	return ""
}

// breakFile makes a mistake of the kind that people make.
// changeMarks puts a number that must not go out somewhere, masked or not, or accepted up to
// some day; or it takes what was accepted back.
func changeMarks(h *history) string {
	number := madeUp(h.steps)
	name := h.one(append(h.documents(), "static/data/list.csv", "static/data/list.txt", "layouts/own.html", "config.toml", "static/"+number+".txt")...)
	kind := h.pick(4)
	if kind == 3 {
		delete(h.files, waiver.Path)
		h.sync()
		return "nothing is accepted"
	}
	shown := number
	switch kind {
	case 0:
		shown = number[:2] + "*************" + number[15:]
	case 1:
		h.secret = number
	}
	h.put(name, append(bytes.Clone(h.files[name]), "\n# 证件号"+shown+"\n"...))
	if kind == 2 {
		h.accept(name)
	}
	return fmt.Sprintf("%s: %d", name, kind)
}

// accept accepts all that is in a file up to some day.
func (h *history) accept(name string) {
	opt := h.opt
	opt.Key = bytes.Repeat([]byte{7}, 32)
	all, list, _, err := Scan(opt)
	if broken := (*Broken)(nil); err != nil && !errors.As(err, &broken) {
		h.t.Fatal(err)
	}
	if list == nil {
		list = &waiver.List{Key: opt.Key}
	}
	data := bytes.Clone(h.files[waiver.Path])
	for _, m := range all {
		if m.File == name && m.Value != "" {
			data = list.Append(data, waiver.Waiver{Rule: m.Found.Code, File: m.Found.Pos.File, Value: m.Value, Reason: "同意", Until: fmt.Sprintf("2022-%02d-10", 1+h.pick(12))})
		}
	}
	if len(data) > 0 {
		h.put(waiver.Path, data)
	}
}

func breakFile(h *history) string {
	name := h.one(h.documents()...)
	if name == "" {
		return ""
	}
	data := string(h.files[name])
	switch h.pick(6) {
	case 0:
		data = strings.Replace(data, "title:", "tilte:", 1)
	case 1:
		data = strings.Replace(data, "---\n", "", 1)
	case 2:
		data += "\n[坏链接](nowhere.md)\n"
	case 3:
		data += "\n<script>alert(1)</script>\n"
	case 4:
		data += "\n![没有的图](nothing.png)\n"
	case 5:
		h.files["config.toml"] = append(bytes.Clone(h.files["config.toml"]), "[nonsense]\n"...)
	}
	h.put(name, []byte(data))
	return name
}
