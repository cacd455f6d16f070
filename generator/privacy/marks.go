package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"gongkai/generator/diag"
)

// longestMark is how long a line with nothing but a mark is, in bytes.
const longestMark = 90

// lines looks for lines that are marks. A long line is none, and costs a look for its end.
func (r *Reader) lines(cellIndex int, text string) {
	for start := 0; start < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		if start < end && end-start <= longestMark {
			r.line(cellIndex, start, text[start:end])
		}
		start = end + 1
	}
}

// line judges one line. Most are done with at their first letter.
func (r *Reader) line(cellIndex, start int, text string) {
	bare := text
	c, size := utf8.DecodeRuneInString(bare)
	for size > 0 && !isChinese(c) && aroundMark(c) {
		bare = bare[size:]
		c, size = utf8.DecodeRuneInString(bare)
	}
	switch c {
	case '绝', '机', '秘', '密', '内', '工', '注', '不', '此', '仅', '妥', '禁', '请':
	default:
		if !r.p.First || !isDigit(c) {
			return
		}
	}
	start += len(text) - len(bare)
	bare = strings.TrimRightFunc(bare, aroundMark)
	rule := r.lineRule(bare)
	if bare == "不予公开" && strings.ContainsAny(text, "（(") { // without brackets it may be a heading
		rule = ruleWithheld
	}
	if len(r.p.Cells) > 1 && rule != ruleSecret {
		return // the cell of a table: a list of what is not disclosed has such words, too
	}
	if rule != nil {
		r.mark(rule, cellIndex, start, start+len(bare))
	}
}

// aroundMark reports whether a character can stand around a mark on its line.
func aroundMark(c rune) bool {
	switch c {
	case '（', '）', '(', ')', '【', '】', '[', ']', '〔', '〕', '「', '」', '*', '_', '#', '>', '|', '。', '!', '！':
		return true
	}
	return unicode.IsSpace(c) || isIgnorable(c)
}

// mark notes a mark. It is no secret itself.
func (r *Reader) mark(rule *diag.Rule, cellIndex, from, to int) {
	text := r.p.Cells[cellIndex][from:to]
	r.hits = append(r.hits, Hit{
		Rule: rule, From: Place{Cell: cellIndex, Offset: from}, To: Place{Cell: cellIndex, Offset: to}, Masked: text, value: compact(text),
	})
}

// lineRule returns the rule that a line breaks by being nothing but a mark.
func (r *Reader) lineRule(bare string) *diag.Rule {
	if c, _ := utf8.DecodeRuneInString(bare); isDigit(c) {
		r.serial = r.serial || len(digitsOf(bare)) == 6 && utf8.RuneCountInString(bare) == 6
		return nil
	}
	text := compact(bare)
	levelled, stated := strings.CutPrefix(text, "密级")
	levelled = strings.TrimLeft(levelled, "：:")
	if level := levelOf(levelled); level != "" {
		term := strings.TrimLeft(levelled[len(level):], "★☆*＊·•・.-—")
		if term == "" && (r.p.First && len(r.p.Cells) == 1 || stated) || isTerm(term) {
			return ruleSecret
		}
		return nil
	}
	switch {
	case stated && levelled == "" && r.p.First && r.serial:
		return ruleInternal
	case containsWhole(text, "此件不公开", "此件不予公开"):
		return ruleWithheld
	case containsWhole(text, "此件依申请公开"):
		return ruleOnRequest
	case isInternal(text):
		return ruleInternal
	}
	return nil
}

// levelOf returns the level of secrecy with which a text begins; "" for none.
func levelOf(text string) string {
	for _, level := range []string{"绝密", "机密", "秘密"} {
		if strings.HasPrefix(text, level) {
			return level
		}
	}
	return ""
}

// isTerm reports whether a text says how long something is secret.
func isTerm(text string) bool {
	if text == "长期" || text == "永久" {
		return true
	}
	text, years := strings.CutSuffix(text, "年")
	text, months := strings.CutSuffix(text, "个月")
	n := utf8.RuneCountInString(text)
	return (years || months) && 1 <= n && n <= 3 && strings.Trim(text, "0123456789一二三四五六七八九十") == ""
}

func containsWhole(text string, lines ...string) bool {
	for _, l := range lines {
		if text == l {
			return true
		}
	}
	return false
}

// isInternal reports whether a text is made of words that forbid passing it on.
func isInternal(text string) bool {
	rest := text
	for rest != "" {
		before := rest
		for _, w := range []string{"内部资料", "内部文件", "内部材料", "内部使用", "内部参考", "内部事项", "注意保密", "注意保存", "妥善保管", "妥善保存", "不得外传", "禁止外传", "请勿外传", "不得公开", "不得翻印", "工作秘密", "仅供内部使用", "仅限内部使用"} {
			rest = strings.TrimPrefix(rest, w)
		}
		rest = strings.TrimLeft(rest, "，,、；;！!：:·-—★☆")
		if rest == before {
			return false
		}
	}
	return text != ""
}

// star judges a star in running text: behind a level of secrecy it makes a mark.
func (r *Reader) star(cellIndex int, text string, at, size int) {
	before := strings.TrimRightFunc(text[:at], unicode.IsSpace)
	start := len(before)
	for _, want := range []string{"密", "绝机秘"} {
		c, n := utf8.DecodeLastRuneInString(before)
		if !strings.ContainsRune(want, c) {
			return
		}
		start = len(before) - n
		before = strings.TrimRightFunc(before[:start], unicode.IsSpace)
	}
	end := at + size
	for i := end; i < len(text) && i < end+24; {
		_, n := utf8.DecodeRuneInString(text[i:])
		if i += n; isTerm(compact(text[end:i])) {
			end = i
			break
		}
	}
	r.mark(ruleSecret, cellIndex, start, end)
}
