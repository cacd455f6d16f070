package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/edition"
	"gongkai/generator/page"
	"gongkai/generator/precompress"
	"gongkai/generator/review"
	"gongkai/generator/search"
	"gongkai/generator/site"
	"gongkai/generator/trace"
)

// left is something of a document that was found in a file.
type left struct {
	File string `json:"file"`
	Kind string `json:"kind"`
	Text string `json:"text"`
	// QuotedBy is the other document that says the same itself, and so is why it is
	// there; "": none does.
	QuotedBy string `json:"quoted_by,omitempty"`
}

// kinds name what is found.
func kinds(k trace.Kind) (name string, text diag.Text) {
	switch k {
	case trace.Title:
		return "title", diag.Text{ZH: "标题", EN: "the title"}
	case trace.Number:
		return "number", diag.Text{ZH: "文号", EN: "the document number"}
	case trace.Name:
		return "name", diag.Text{ZH: "文件名", EN: "the name of its file"}
	case trace.Bytes:
		return "bytes", diag.Text{ZH: "附件的内容或校验值", EN: "the bytes, or the sum, of its file"}
	}
	return "text", diag.Text{ZH: "正文", EN: "its text"}
}

// verifyWithdrawn looks for what is left of a document in every byte that is published,
// and in the trees that the last builds left behind, and says where it is.
func verifyWithdrawn(c *call, opt site.Options, doc *review.Candidate) error {
	out, err := filepath.EvalSymlinks(opt.Out)
	if errors.Is(err, fs.ErrNotExist) {
		return refuse("没有生成过网站：%s 不存在；先运行 gongkai build", "there is no site to search: %s does not exist; run gongkai build first", opt.Out)
	}
	if err != nil {
		return err
	}
	opt.Out = out
	v := &verifier{call: c, opt: opt, doc: doc.Meta, search: trace.New(traced(doc)), sayings: map[trace.Mark][]saying{}}
	opt.Without = doc.Meta.Path
	if v.bare.site, _, err = site.Load(opt, site.Resume(opt)); err != nil {
		return err
	}
	w, withdrawn := doc.Meta.WithdrawnOn(opt.Today)
	if !withdrawn {
		c.say("说明：这篇文档没有撤下，网站上有它是应当的。", "Note: this document is not withdrawn; it is on the site as it should be.")
	}
	v.titled = withdrawn && w.KeepTitle
	beside := filepath.Join(filepath.Dir(opt.Out), "."+filepath.Base(opt.Out)+".gongkai") // the work folder of an out elsewhere
	for _, dir := range []string{opt.Out, filepath.Join(opt.Source, ".build"), beside} {
		if err := v.walk(dir); err != nil {
			return err
		}
	}
	v.tell()
	return nil
}

// traced is what is looked for of a document.
func traced(doc *review.Candidate) trace.Document {
	d := trace.Document{Title: doc.Meta.Title, Number: doc.Meta.DocNumber, Text: doc.Meta.Summary + "\n" + strings.Join(doc.Meta.Service.Texts(), "\n") + "\n" + string(doc.Body)}
	for _, a := range doc.Meta.Attachments {
		d.Text += "\n" + a.Title
	}
	for _, f := range doc.Files {
		if !strings.HasPrefix(f.Path, "/") { // those of static/ are nobody's
			d.Files = append(d.Files, trace.File{Path: f.Path, SHA256: f.SHA256})
		}
	}
	return d
}

// verifier looks for one document.
type verifier struct {
	*call
	opt    site.Options
	doc    *page.Meta
	search *trace.Search
	titled bool // the notice may show its title
	others []other
	// sayings are what others say of what was looked for, by mark.
	sayings map[trace.Mark][]saying
	bare    bare
	files   int // looked into
	found   []left
	unread  []string
	// logged says that the log of releases tells of its files by name and sum, as it does
	// of all that was ever public.
	logged bool
}

// other is another document of the site.
type other struct {
	path        string // below content/
	text, front []byte
}

// saying is another document that says the same as a mark.
type saying struct {
	path string
	// front says that its front matter does, which may show anywhere.
	front bool
}

// walk looks into all files of a folder, but for what a build records of its sources.
func (v *verifier) walk(dir string) error {
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		rel, _ := filepath.Rel(dir, name) // which is below it
		output := filepath.ToSlash(rel)
		if dir != v.opt.Out {
			if output = inTree(output); output == "" {
				return nil
			}
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		return v.file(name, output, data)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// inTree returns the output path of a file of a work folder that belongs to the tree of
// an earlier build, "" of what lies beside these trees: what a build knows of its sources.
func inTree(path string) string {
	for rest := path; rest != ""; {
		var first string
		if first, rest, _ = strings.Cut(rest, "/"); first == "spare" || first == "old" {
			return rest
		}
	}
	return ""
}

// file looks into one file, which stands or stood at an output path.
func (v *verifier) file(name, output string, data []byte) error {
	v.files++
	if original, text, is := precompress.Unpack(output, data); is {
		output, data = original, text // what a reader gets of a packed copy
	}
	marks, unread := v.search.Search(output, data)
	indexed := search.Reveal(data)
	if indexed != "" {
		more, _ := v.search.Search(output, []byte(indexed)) // plain text
		marks = append(marks, slices.DeleteFunc(more, func(m trace.Mark) bool { return slices.Contains(marks, m) })...)
	}
	for _, m := range marks {
		if m.Kind == trace.Title && v.titled && v.own(output) {
			continue
		}
		by, err := v.quotedBy(output, m, indexed != "")
		if err != nil {
			return err
		}
		if m.Kind >= trace.Name && strings.HasPrefix(output, edition.LogFolder+"/tile/") {
			v.logged = true
			continue
		}
		if by == "" && m.Kind != trace.Bytes {
			if said, err := v.bare.says(v.search, output, m); err != nil || said {
				if err != nil {
					return err
				}
				continue
			}
		}
		kind, _ := kinds(m.Kind)
		v.found = append(v.found, left{filepath.ToSlash(name), kind, m.Text, by})
	}
	v.unread = append(v.unread, unread...)
	return nil
}

// own reports whether an output is the notice in the place of the document, or leads to
// it.
func (v *verifier) own(output string) bool {
	return output == page.URL(v.doc.Path) || slices.Contains(v.doc.Aliases, output)
}

// quotedBy returns the other document that says the same as what was found in an
// output: one whose page it is, or whose front matter may show anywhere; in the search
// index, which holds all texts, any.
func (v *verifier) quotedBy(output string, m trace.Mark, indexed bool) (string, error) {
	if v.others == nil {
		if err := v.readOthers(); err != nil {
			return "", err
		}
	}
	for _, s := range v.sayingsOf(m) {
		if s.front || indexed || page.URL(s.path) == output {
			return "content/" + s.path, nil
		}
	}
	if m.Kind >= trace.Name && !strings.HasSuffix(output, ".html") {
		for _, o := range v.others {
			if bytes.Contains(o.text, []byte(filepath.Base(output))) {
				return "content/" + o.path, nil // a file of its own
			}
		}
	}
	return "", nil
}

// sayingsOf returns the other documents that say the same as a mark.
func (v *verifier) sayingsOf(m trace.Mark) []saying {
	list, known := v.sayings[m]
	if known {
		return list
	}
	for _, o := range v.others {
		front := v.search.Says(o.front, m)
		if front || v.search.Says(o.text, m) {
			list = append(list, saying{o.path, front})
		}
	}
	v.sayings[m] = list
	return list
}

// readOthers reads the other documents.
func (v *verifier) readOthers() error {
	root := filepath.Join(v.opt.Source, "content")
	v.others = []other{}
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || filepath.Ext(name) != ".md" {
			return err
		}
		rel, _ := filepath.Rel(root, name) // which is below it
		path := filepath.ToSlash(rel)
		if path == v.doc.Path {
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		p, _ := page.Parse(path, data)
		if p == nil || p.Meta.Draft {
			return nil
		}
		if _, gone := p.Meta.WithdrawnOn(v.opt.Today); !gone {
			front := strings.TrimSuffix(string(data), string(p.Body))
			v.others = append(v.others, other{path, data, []byte(front)})
		}
		return nil
	})
}

// tell says what was found. Text that other documents say themselves is no trace of this
// one, but whoever withdraws it wants to know.
func (v *verifier) tell() {
	own := 0
	for _, l := range v.found {
		if l.QuotedBy == "" {
			own++
		}
		v.line(l)
	}
	if v.logged {
		v.say("发布日志保留它的附件的网址和校验值，没有内容；这是应当的，见 docs/integrity.md。", "The log keeps the addresses and the sums of its files, and nothing of what they say; that is meant, see docs/integrity.md.")
	}
	for _, name := range v.unread {
		v.say("没有查：%s（压缩格式不能解开）", "not searched: %s (packed in a way that cannot be undone)", name)
	}
	if own > 0 {
		v.status = exitSite
	}
	switch quoted := len(v.found) - own; {
	case own > 0:
		v.say("查了 %d 个文件，还有 %d 处。"+v.advice().ZH, "%d files were searched; %d traces are left. "+v.advice().EN, v.files, own)
	case quoted > 0:
		v.say("查了 %d 个文件，没有这篇文档的内容；别的文档自己写了相同的话 %d 处（见上），留不留由你们决定。",
			"%d files were searched; nothing of it is left. Other documents say the same themselves in %d places (above): decide whether it is to stay.", v.files, quoted)
	default:
		v.say("查了 %d 个文件，没有找到这篇文档的任何内容。", "%d files were searched; nothing of it was found.", v.files)
	}
}

// advice says what makes the traces go: a build, but for those in the site before, which a
// build keeps beside the published one and replaces with the next change only.
func (v *verifier) advice() diag.Text {
	for _, l := range v.found {
		if l.QuotedBy == "" && strings.HasPrefix(l.File, filepath.ToSlash(v.opt.Out)+"/") {
			return diag.Text{
				ZH: "运行 gongkai build；.build 里的是上一次的网站，不公开，删去 .build 文件夹就没有了。",
				EN: "Run gongkai build; what is in .build is the site before, not public, and goes when the folder is deleted.",
			}
		}
	}
	return diag.Text{
		ZH: "都在上一次的网站里，不公开；删去 .build 文件夹就没有了，下一次 gongkai build 会重新建立它。",
		EN: "All are in the site before, which is not public; they go when the folder .build is deleted, which the next gongkai build makes anew.",
	}
}

// line tells one thing that was found.
func (v *verifier) line(l left) {
	if v.JSON {
		if data, err := json.Marshal(l); err == nil { // texts can be written
			_ = v.data(v.stdout, append(data, '\n'))
		}
		return
	}
	k := slices.Index([]string{"title", "number", "name", "bytes", "text"}, l.Kind)
	_, kind := kinds(trace.Kind(k))
	by := diag.Text{}
	if l.QuotedBy != "" {
		by = diag.Text{ZH: "（" + l.QuotedBy + " 自己写的）", EN: " (said by " + l.QuotedBy + " itself)"}
	}
	v.say("%s：%s“%s”%s", "%s: %s, %s%s", l.File, kind, l.Text, by)
}
