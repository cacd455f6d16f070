package report

import (
	"bytes"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// chapter is a heading of the second level with the lines below it.
type chapter struct {
	title      string
	line       int // index into the lines of the body
	offset     int // of the heading's text
	length     int
	start, end int // bytes of the text below, up to the next chapter
}

// chapters lists the headings "## …" of the body, outside fenced code.
func (t *text) chapters() []chapter {
	var list []chapter
	t.headings(func(line, level, offset int, title string) {
		if level != 2 {
			return
		}
		if n := len(list); n > 0 {
			list[n-1].end = t.starts[line]
		}
		c := chapter{title: title, line: line, offset: offset, length: len(title), end: len(t.data)}
		c.start = len(t.data)
		if line+1 < len(t.starts) {
			c.start = t.starts[line+1]
		}
		list = append(list, c)
	})
	return list
}

// headings visits the ATX headings of the body: index of the line, level,
// offset and text of the title.
func (t *text) headings(visit func(line, level, offset int, title string)) {
	fence := ""
	for i, begin := range t.starts {
		end := len(t.data)
		if i+1 < len(t.starts) {
			end = t.starts[i+1] - 1
		}
		line := string(t.data[begin:end])
		if indent := len(line) - len(strings.TrimLeft(line, " ")); indent > 3 {
			continue
		}
		trimmed := strings.TrimSpace(line)
		if mark := fenceMark(trimmed); mark != "" {
			switch {
			case fence == "":
				fence = mark
			case strings.HasPrefix(mark, fence):
				fence = ""
			}
			continue
		}
		title := strings.TrimLeft(trimmed, "#")
		level := len(trimmed) - len(title)
		if fence != "" || level == 0 || level > 6 || title != "" && title[0] != ' ' && title[0] != '\t' {
			continue
		}
		title = strings.TrimSpace(strings.TrimRight(title, "#"))
		visit(i, level, begin+max(strings.Index(line, title), 0), title)
	}
}

// chapterCheck compares the body of a report with the chapters of its form.
type chapterCheck struct{ *Report }

// text returns what stands below a chapter's heading, trimmed.
func (r chapterCheck) chapterText(c chapter) string {
	return strings.TrimSpace(string(r.body.data[c.start:c.end]))
}

func (r chapterCheck) heading(c chapter) place { return place{r.body, c.offset, c.length} }

// check checks the chapters, and the labels within them.
func (r chapterCheck) check() []diag.Diagnostic {
	var found []diag.Diagnostic
	if r.form.chapters != nil {
		found = r.checkChapters()
	} else {
		found = r.checkItems()
	}
	return append(found, r.checkLabels()...)
}

// checkChapters compares the headings with the six of the form: each present,
// in order, to the character, and none besides.
func (r chapterCheck) checkChapters() []diag.Diagnostic {
	var found findings
	given := r.body.chapters()
	at := 0 // first chapter not yet matched
	for _, want := range r.form.chapters {
		i := slices.IndexFunc(given[at:], func(c chapter) bool { return c.title == want })
		if i < 0 {
			i = slices.IndexFunc(given[at:], func(c chapter) bool { return r.resembles(c.title, want) })
			if i >= 0 {
				found.say(headingText, r.heading(given[at+i]), given[at+i].title, want)
			}
		}
		if i < 0 {
			found.say(chapterMissing, r.chapterPlace(given, at, want), want)
			continue
		}
		for _, extra := range given[at : at+i] {
			found.say(chapterUnexpected, r.heading(extra), extra.title)
		}
		at += i + 1
	}
	for _, extra := range given[at:] {
		found.say(chapterUnexpected, r.heading(extra), extra.title)
	}
	if len(found.list) > 0 {
		return found.all()
	}
	return r.checkChapterTexts(given)
}

// resembles reports whether a heading is meant to be want and is no other
// chapter of the form.
func (r chapterCheck) resembles(title, want string) bool {
	return !slices.Contains(r.form.chapters, title) && suggest.Nearest(title, r.form.chapters) == want ||
		!slices.Contains(r.form.chapters, title) && sameNumber(title, want)
}

// sameNumber reports whether two headings begin with the same numeral.
func sameNumber(a, b string) bool {
	x, _, ok := strings.Cut(a, "、")
	y, _, also := strings.Cut(b, "、")
	return ok && also && x == y
}

// chapterPlace is where a missing chapter should stand. A heading of another
// level, or a line in bold, with its very words is pointed at.
func (r chapterCheck) chapterPlace(given []chapter, at int, want string) place {
	for i, begin := range r.body.starts {
		end := len(r.body.data)
		if i+1 < len(r.body.starts) {
			end = r.body.starts[i+1] - 1
		}
		line := string(r.body.data[begin:end])
		if strings.Trim(line, "#* \t") == want {
			return place{r.body, begin + strings.Index(line, want), len(want)}
		}
	}
	if at < len(given) {
		return r.heading(given[at])
	}
	return place{r.body, -1, 0}
}

// checkChapterTexts looks into the chapters once they are the right ones.
func (r chapterCheck) checkChapterTexts(given []chapter) []diag.Diagnostic {
	var found findings
	for _, i := range []int{chapterGeneral, chapterProblems, chapterOther} {
		if r.chapterText(given[i]) == "" {
			found.say(chapterEmpty, r.heading(given[i]), given[i].title)
		}
	}
	if len(found.list) > 0 {
		return found.all()
	}
	if missing := missingAspects(r.chapterText(given[chapterGeneral])); len(missing) > 0 {
		found.say(aspectMissing, r.heading(given[chapterGeneral]), strings.Join(missing, "、"))
	}
	// 国办函〔2020〕109号 applies since 2021.
	if r.form.id == form2021 && !strings.Contains(r.chapterText(given[chapterOther]), "信息处理费") {
		found.say(chargeUnstated, r.heading(given[chapterOther]))
	}
	return found.all()
}

// checkLabels reports paragraphs that are no more than a label, “主要问题：”,
// with nothing behind it: the next block is another label, a heading, or none.
func (r chapterCheck) checkLabels() []diag.Diagnostic {
	var found findings
	pending := [2]int{-1, -1} // the label that waits for its text
	flush := func() {
		if label := pending; label[0] >= 0 {
			text := strings.TrimSuffix(string(r.body.data[label[0]:label[1]]), "：")
			found.say(chapterEmpty, place{r.body, label[0], label[1] - label[0]}, text)
		}
		pending = [2]int{-1, -1}
	}
	for i, begin := range r.body.starts {
		end := len(r.body.data)
		if i+1 < len(r.body.starts) {
			end = r.body.starts[i+1] - 1
		}
		switch line := strings.TrimSpace(string(r.body.data[begin:end])); {
		case line == "":
		case strings.HasPrefix(line, "#"):
			flush()
		case strings.HasSuffix(line, "：") && !strings.Contains(line, "。") && r.separate(i):
			flush()
			pending = [2]int{begin, end}
		default:
			pending = [2]int{-1, -1}
		}
	}
	flush()
	return found.all()
}

// separate reports whether line i of the body stands between empty lines.
func (r chapterCheck) separate(i int) bool {
	empty := func(i int) bool {
		if i < 0 || i >= len(r.body.starts) {
			return true
		}
		line, _, _ := bytes.Cut(r.body.data[r.body.starts[i]:], []byte("\n"))
		return len(bytes.TrimSpace(line)) == 0
	}
	return empty(i-1) && empty(i+1)
}

// missingAspects lists what chapter one should cover and does not mention.
func missingAspects(text string) []string {
	var missing []string
	for _, aspect := range []struct {
		name  string
		words []string
	}{
		{"主动公开", []string{"主动公开"}},
		{"依申请公开", []string{"依申请", "公开申请", "申请公开"}},
		{"政府信息管理", []string{"信息管理", "信息的管理", "规范管理", "保密审查"}},
		{"政府信息公开平台建设", []string{"平台", "网站"}},
		{"监督保障", []string{"监督", "保障"}},
	} {
		if !containsAny(text, aspect.words) {
			missing = append(missing, aspect.name)
		}
	}
	return missing
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// checkItems checks that the headings of a report under the 条例 of 2007 cover
// its Article 32. The sixth item, other matters, has no heading of its own.
func (r chapterCheck) checkItems() []diag.Diagnostic {
	given := r.body.chapters()
	var found findings
	for _, required := range []struct {
		name  string
		words []string
	}{
		{"主动公开政府信息的情况", []string{"主动公开"}},
		{"依申请公开政府信息和不予公开政府信息的情况", []string{"依申请"}},
		{"政府信息公开的收费及减免情况", []string{"收费"}},
		{"因政府信息公开申请行政复议、提起行政诉讼的情况", []string{"行政复议", "行政诉讼", "复议", "诉讼"}},
		{"政府信息公开工作存在的主要问题及改进情况", []string{"问题", "不足", "改进"}},
	} {
		if !slices.ContainsFunc(given, func(c chapter) bool { return containsAny(c.title, required.words) }) {
			words := "“" + strings.Join(required.words, "”或者“") + "”"
			found.say(itemMissing, place{r.body, -1, 0}, required.name, words)
		}
	}
	for _, c := range given {
		if r.chapterText(c) == "" {
			found.say(chapterEmpty, r.heading(c), c.title)
		}
	}
	return found.all()
}
