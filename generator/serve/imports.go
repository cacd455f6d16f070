package serve

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/config"
	"gongkai/generator/diag"
	"gongkai/generator/draft"
	"gongkai/generator/importer"
	"gongkai/generator/intake"
	"gongkai/generator/page"
)

// Files that are dropped on the overview page, or chosen there, become drafts, as by
// `gongkai import`: it is the same code (package intake). The form works without a
// script; with one, files can be dropped anywhere on the page.
//
// What comes in is sent by a page of ours on this machine (guard.go), bounded in bytes
// and in number, and taken one request at a time. A browser sends the name of a file
// and no path, but whoever is no browser may send anything: see safeName. What has
// become of the files stands on the overview page until others are imported; the draft
// appears in the preview like any file that somebody has written.

// importPath takes files.
const importPath = reserved + "import"

// The bounds of one request: of its bytes, of those of them that are kept in memory
// and not in a temporary file, of the number of files, and of what is read of a request
// that is too large, so that the browser listens to the answer.
const (
	maxImport      = 128 << 20
	maxImportInRAM = 16 << 20
	maxImported    = 50
	maxDrained     = 1 << 30
)

// imports is what was imported last.
type imports struct {
	busy   sync.Mutex
	latest atomic.Pointer[imported]
}

// imported is what one request brought.
type imported struct {
	number   int64  // counts the requests
	category string // that was chosen
	files    []importedFile
	unknown  error // see draft.Site
}

// importedFile is what has become of a file.
type importedFile struct {
	name   string
	result intake.Result
}

// last returns what was imported last.
func (i *imports) last() *imported {
	if last := i.latest.Load(); last != nil {
		return last
	}
	return &imported{}
}

// The answers to a request that brings nothing.
var (
	importBusy  = diag.Text{ZH: "正在导入另一批文件，请等它完成以后再试", EN: "Other files are being imported: try again when that is done"}
	importLarge = diag.Text{ZH: "文件太大：一次导入的文件合计不能超过 128 MB，请分几次", EN: "Too large: the files of one import are 128 MB at most; import them in several goes"}
	importBad   = diag.Text{ZH: "没有收到文件，请再试一次", EN: "The files did not arrive: try again"}
)

// takeFiles makes drafts of the files of a request, and leads back to the overview.
func (h handler) takeFiles(w http.ResponseWriter, r *http.Request) {
	if !h.imports.busy.TryLock() {
		h.refuseFiles(w, r, http.StatusConflict, importBusy)
		return
	}
	defer h.imports.busy.Unlock()
	if r.ContentLength > maxImport {
		h.refuseFiles(w, r, http.StatusRequestEntityTooLarge, importLarge)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxImport)
	if err := r.ParseMultipartForm(maxImportInRAM); err != nil {
		var large *http.MaxBytesError
		if errors.As(err, &large) {
			h.refuseFiles(w, r, http.StatusRequestEntityTooLarge, importLarge)
		} else {
			h.refuseFiles(w, r, http.StatusBadRequest, importBad)
		}
		return
	}
	defer r.MultipartForm.RemoveAll()
	next := h.importAll(h.first(r.Context()), r)
	h.imports.latest.Store(next)
	h.screen.imported(next)
	http.Redirect(w, r, "/"+reserved, http.StatusSeeOther)
}

// refuseFiles says why nothing was taken. A browser listens when it has sent all.
func (h handler) refuseFiles(w http.ResponseWriter, r *http.Request, status int, why diag.Text) {
	_, _ = io.CopyN(io.Discard, r.Body, maxDrained) // it may be shorter, or end in an error
	var b bytes.Buffer
	openShell(&b, h.opt.Lang, why.In(h.opt.Lang), "")
	fmt.Fprintf(&b, `<p><a href="/%s">%s</a></p></main></body></html>`, reserved, overviewTitle.In(h.opt.Lang))
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // an error can only be that the browser went away
}

// importAll imports the files of a request, one after the other. What is wrong with
// one keeps none of the others from being imported.
func (h handler) importAll(st *state, r *http.Request) *imported {
	next := &imported{number: h.imports.last().number + 1, category: r.PostFormValue("category")}
	categories, _ := importCategories(st)
	known := false
	for _, c := range categories {
		known = known || c.Key == next.category
	}
	files := r.MultipartForm.File["file"]
	refuse := func(name string, rule *diag.Rule, args ...any) {
		next.files = append(next.files, importedFile{name, intake.Result{Found: []diag.Diagnostic{rule.At(diag.Pos{}, args...)}}})
	}
	switch {
	case !known:
		refuse("", &noCategory, next.category)
		return next
	case len(files) == 0:
		refuse("", &noFiles)
		return next
	}
	m := page.Meta{Category: next.category, Date: h.opt.Today(), Disclosure: page.Proactive}
	target := &intake.Taker{Site: &draft.Site{Root: h.opt.Build.Source, JoinsLines: st.site.Config().JoinsLines()}}
	for i, f := range files {
		if i == maxImported {
			refuse("", &manyFiles, maxImported, len(files))
			break
		}
		name, safe := safeName(f.Filename)
		if !safe {
			refuse(name, &badName)
			continue
		}
		result, err := importOne(target, name, f, m, r.PostFormValue("attach") != "")
		if err != nil {
			refuse(name, &notImported, reason(err))
			continue
		}
		next.files = append(next.files, importedFile{name, result})
	}
	next.unknown = target.Site.Unknown
	return next
}

// importOne makes a draft of one file that was sent.
func importOne(target *intake.Taker, name string, sent *multipart.FileHeader, m page.Meta, attach bool) (intake.Result, error) {
	f, err := sent.Open()
	if err != nil {
		return intake.Result{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return intake.Result{}, err
	}
	return target.Take(importer.File{Name: name, Data: data}, m, attach)
}

// maxName is how long, in bytes, the name of a file may be on the systems we know.
const maxName = 255

// safeName returns the name of a file that was sent, without folders and as it can be
// shown, and reports whether a file of that name can be on every system: the document
// may be called by it.
func safeName(sent string) (name string, safe bool) {
	sent = sent[strings.LastIndexAny(sent, `/\`)+1:]
	odd := func(r rune) bool {
		return r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Noncharacter_Code_Point) || strings.ContainsRune(`<>:"|?*`, r)
	}
	name = strings.Map(func(r rune) rune {
		if odd(r) {
			return '\ufffd'
		}
		return r
	}, sent)
	if len(name) > maxName {
		name = strings.ToValidUTF8(name[:maxName], "") + "…"
	}
	safe = name == sent && strings.Trim(sent, ". ") != "" && strings.TrimRight(sent, ". ") == sent && filepath.IsLocal(sent) && !deviceName(sent)
	return name, safe
}

// deviceName reports whether Windows takes a name for that of a device, whatever its
// extension.
func deviceName(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem = strings.TrimRight(stem, " "); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	digit, isPort := strings.CutPrefix(stem, "COM")
	if !isPort {
		digit, isPort = strings.CutPrefix(stem, "LPT")
	}
	return isPort && utf8.RuneCountInString(digit) == 1 && strings.ContainsAny(digit, "0123456789¹²³")
}

// importCategories lists the categories that files can be imported into, and which of
// them is suggested.
func importCategories(st *state) ([]config.Category, int) {
	if st.site == nil {
		return nil, 0
	}
	return intake.Categories(st.site.Config().Categories)
}

// importForm is the form that takes files; "" where there is no site yet, and for
// somebody at another machine.
func (h handler) importForm(r *http.Request, st *state) string {
	categories, suggested := importCategories(st)
	if len(categories) == 0 || !fromHere(r) {
		return ""
	}
	in := func(zh, en string) string { return html.EscapeString(diag.Text{ZH: zh, EN: en}.In(h.opt.Lang)) }
	var b strings.Builder
	fmt.Fprintf(&b, `<form id="import" method="post" action="/%s" enctype="multipart/form-data" data-most="%d" data-working="%s" data-large="%s" data-folder="%s"><h2>%s</h2><p>%s</p>`,
		importPath, maxImport, in("正在导入……", "importing …"), html.EscapeString(importLarge.In(h.opt.Lang)),
		in("这里不能导入文件夹：打开文件夹，把里面的文件拖过来，或者用 gongkai import", "Folders are not taken here: drop the files that are in it, or use gongkai import"), in("导入文件", "Import files"),
		in("把 Word、Excel、文本或者网页文件（docx、xlsx、csv、txt、html）拖到这个网页上，或者在这里选择。每个文件变成一篇草稿。",
			"Drop Word, Excel, text or HTML files (docx, xlsx, csv, txt, html) on this page, or choose them here. Each becomes a draft."))
	fmt.Fprintf(&b, `<p><label for="import-category">%s</label><select id="import-category" name="category">`, in("放进栏目", "Category"))
	last := h.imports.last().category
	for i, c := range categories {
		selected := ""
		if c.Key == last || last == "" && i == suggested {
			selected = " selected"
		}
		fmt.Fprintf(&b, `<option value="%s"%s>%s</option>`, html.EscapeString(c.Key), selected, html.EscapeString(c.Name))
	}
	fmt.Fprintf(&b, `</select></p><p><label for="import-files">%s</label><input id="import-files" type="file" name="file" multiple required accept=".docx,.doc,.xlsx,.csv,.txt,.html,.htm"></p>`, in("文件", "Files"))
	fmt.Fprintf(&b, `<p><label><input type="checkbox" name="attach" value="1"> %s</label></p><p><button>%s</button><span id="import-state" role="status"></span></p></form><script src="/%simport.js" defer></script>`,
		in("把原文件也作为附件", "attach the files themselves, too"), in("导入", "Import"), reserved)
	return b.String()
}

// maxSaid is how much is said of one file.
const maxSaid = 30

// listImported says what has become of the files that were imported last.
func (h handler) listImported(b *bytes.Buffer, last *imported) {
	if len(last.files) == 0 {
		return
	}
	fmt.Fprintf(b, `<h2 id="imported">%s</h2>`, diag.Text{ZH: "刚才导入的文件", EN: "Imported just now"}.In(h.opt.Lang))
	for _, f := range last.files {
		if f.name != "" {
			fmt.Fprintf(b, "<h3>%s</h3>", html.EscapeString(f.name))
		}
		if !f.result.Refused() {
			address := url.URL{Path: "/" + page.URL(f.result.Path)}
			open := diag.Text{ZH: "看草稿：", EN: "see the draft: "}.In(h.opt.Lang)
			fmt.Fprintf(b, `<p>%s<a href="%s">%s</a> <a class="small" href="%s">%s</a></p>`, open, html.EscapeString(address.EscapedPath()), html.EscapeString(f.result.Title),
				html.EscapeString(editorLink(h.opt.Build.Source, diag.Pos{File: "content/" + f.result.Path})), html.EscapeString("content/"+f.result.Path))
		}
		b.WriteString("<ul>")
		for i, d := range f.result.Found {
			if i == maxSaid {
				fmt.Fprintf(b, "<li>… %d</li>", len(f.result.Found)-i)
				break
			}
			p := h.problem(d)
			p.Open, p.Place = "", "" // the file is not in the site
			writeProblem(b, p)
		}
		b.WriteString("</ul>")
	}
	if last.unknown != nil {
		fmt.Fprintf(b, `<p class="small">%s</p>`, html.EscapeString(diag.Text{
			ZH: "git 没有给出已删除文档的编号，新编号可能是某篇已删除文档用过的；请核对后再发布。",
			EN: "git did not tell which numbers deleted documents had; the new one may have been that of one: look before it is published.",
		}.In(h.opt.Lang)))
	}
}
