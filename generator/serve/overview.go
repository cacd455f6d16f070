package serve

import (
	"bytes"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"gongkai/generator/audit"
	"gongkai/generator/catalog"
	"gongkai/generator/diag"
	"gongkai/generator/requests"
)

var overviewTitle = diag.Text{ZH: "预览一览", EN: "Overview of the preview"}

// The limits of the overview: beyond them it says how many there are.
const (
	maxListed   = 500
	maxWithheld = 1000
	maxDue      = 30
	daysAhead   = 30
)

// overview answers with the page that lists what is not public yet, and
// everything that is known to be wrong.
func (h handler) overview(w http.ResponseWriter, r *http.Request) {
	st := h.current.Load()
	var b bytes.Buffer
	lang := h.opt.Lang
	openShell(&b, lang, overviewTitle.In(lang), h.importForm(r, st))
	h.listImported(&b, h.imports.last())
	if st.site != nil {
		h.listWithheld(&b, st.site.Withheld())
		h.listDue(&b, st)
	}
	for _, part := range [...]struct {
		severity diag.Severity
		title    diag.Text
	}{
		{diag.Error, diag.Text{ZH: "错误（改正之前不能发布）", EN: "Errors (to be mended before the site can be published)"}},
		{diag.Warning, diag.Text{ZH: "警告", EN: "Warnings"}},
		{diag.Note, diag.Text{ZH: "说明", EN: "Notes"}},
	} {
		h.listFindings(&b, st, part.severity, part.title)
	}
	if !st.complete {
		fmt.Fprintf(&b, `<p class="small">%s</p>`, diag.Text{ZH: "还有正文没有检查完，稍后会自动补充。", EN: "Some texts are still being checked."}.In(lang))
	}
	state := diag.Text{ZH: "文档 %d 篇，正在看的网页 %d 个。", EN: "%d documents, %d pages being looked at."}.In(lang)
	if st.site != nil {
		fmt.Fprintf(&b, `<p class="small">`+state+`</p>`, st.site.Documents(), h.viewers.Load())
	}
	fmt.Fprintf(&b, `<p><a href="/">%s</a></p></main></body></html>`, diag.Text{ZH: "回到首页", EN: "Back to the home page"}.In(lang))
	h.html(w, http.StatusOK, b.Bytes(), reserved, h.keyOf(st, reserved), st)
}

// listWithheld lists the documents that a build would leave out, each under why: those
// that wait for review under whose turn it is.
func (h handler) listWithheld(b *bytes.Buffer, list []catalog.Withheld) {
	title := diag.Text{ZH: "未公开的文档", EN: "Documents that are not public"}
	fmt.Fprintf(b, "<h2>%s (%d)</h2>", title.In(h.opt.Lang), len(list))
	if len(list) == 0 {
		fmt.Fprintf(b, "<p>%s</p>", diag.Text{ZH: "没有。", EN: "None."}.In(h.opt.Lang))
		return
	}
	for i, d := range list {
		if i == maxWithheld {
			fmt.Fprintf(b, "<li>… %d</li>", len(list)-i)
			break
		}
		if i == 0 || d.Mark != list[i-1].Mark {
			if i > 0 {
				b.WriteString("</ul>")
			}
			b.WriteString("<h3>" + html.EscapeString(d.Mark))
			if len(d.By) > 0 {
				b.WriteString(html.EscapeString("（" + strings.Join(d.By, "、") + "）"))
			}
			b.WriteString("</h3><ul>")
		}
		fmt.Fprintf(b, `<li><span class="mark">%s</span><a href="%s">%s</a> <span class="small">%s · <a href="%s">%s</a></span></li>`,
			html.EscapeString(d.Mark), html.EscapeString((&url.URL{Path: "/" + d.Path}).EscapedPath()), html.EscapeString(d.Title),
			d.Date.DayString(), html.EscapeString(editorLink(h.opt.Build.Source, diag.Pos{File: d.Source})), html.EscapeString(d.Source))
	}
	b.WriteString("</ul>")
}

// listDue lists what must be done in the days to come: see package audit.
func (h handler) listDue(b *bytes.Buffer, st *state) {
	open, _, _ := requests.Read(h.opt.Build.Source) // what is wrong with a ledger, `gongkai audit` says
	list := audit.Next(audit.Input{Config: st.site.Config(), Catalog: st.site.Catalog(), Calendar: st.site.Calendar(), Today: st.today, Applications: open, Waivers: st.site.Waivers()}, maxDue)
	if i := slices.IndexFunc(list, func(d audit.Due) bool { return d.In(st.today) > daysAhead }); i >= 0 {
		list = list[:i]
	}
	if len(list) == 0 {
		return
	}
	title := diag.Text{ZH: "今后 %d 天到期", EN: "Due in the next %d days"}
	fmt.Fprintf(b, "<h2>"+title.In(h.opt.Lang)+" (%d)</h2><ul>", daysAhead, len(list))
	for _, d := range list {
		fmt.Fprintf(b, `<li><span class="mark">%s</span>%s <span class="small">%s · %s</span></li>`,
			d.Day.DayString(), html.EscapeString(d.Title), html.EscapeString(d.Says.In(h.opt.Lang)), html.EscapeString(d.Subject))
	}
	b.WriteString("</ul>")
}

// listFindings lists the findings of one severity.
func (h handler) listFindings(b *bytes.Buffer, st *state, severity diag.Severity, title diag.Text) {
	n := 0
	for _, d := range st.found {
		if d.Severity == severity {
			n++
		}
	}
	if n == 0 && severity == diag.Note {
		return
	}
	fmt.Fprintf(b, "<h2>%s (%d)</h2><ul>", title.In(h.opt.Lang), n)
	listed := 0
	for _, d := range st.found {
		if d.Severity != severity {
			continue
		}
		if listed == maxListed {
			fmt.Fprintf(b, "<li>… %d</li>", n-listed)
			break
		}
		listed++
		writeProblem(b, h.problem(d))
	}
	b.WriteString("</ul>")
}

// writeProblem writes one finding as an entry of a list.
func writeProblem(b *bytes.Buffer, p problem) {
	e := html.EscapeString
	fmt.Fprintf(b, `<li><span class="mark %s">%s</span>%s`, e(p.Severity), e(p.Code), e(p.Message))
	if p.Place != "" {
		fmt.Fprintf(b, `<br><a class="small" href="%s">%s</a>`, e(p.Open), e(p.Place))
	}
	if p.Before+p.Under+p.After != "" {
		fmt.Fprintf(b, `<pre>%s<u>%s</u>%s</pre>`, e(p.Before), e(p.Under), e(p.After))
	}
	if p.Hint != "" {
		fmt.Fprintf(b, `<span class="small hint">%s</span>`, e(p.Hint))
	}
	b.WriteString("</li>")
}
