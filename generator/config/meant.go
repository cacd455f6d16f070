package config

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/width"

	"gongkai/generator/diag"
	"gongkai/generator/numeral"
)

// What somebody meant whose line is no TOML, or whose value is not of the type that the
// setting has: the correction is of that type, so that it is right when it is copied.

// quotes are all that people put around text.
const quotes = `"'“”‘’＂「」 `

// meantValue returns a value as its type wants it, "" where it does not say which; value is
// as it stands in the file, without a comment.
func meantValue(value string, t reflect.Type) string {
	bare := strings.Trim(value, quotes)
	switch {
	case t == localDate:
		return meantDay(bare)
	case t.Kind() == reflect.Int:
		return meantNumber(bare)
	case t.Kind() == reflect.Bool:
		switch strings.ToLower(bare) {
		case "是", "对", "要", "开", "true", "yes", "on", "1":
			return "true"
		case "否", "不", "不要", "关", "false", "no", "off", "0":
			return "false"
		}
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.String:
		if list := listOf(value); list != "[]" {
			return list
		}
	case t.Kind() == reflect.String && bare != "" && !strings.ContainsAny(bare, "\"\\\n[]{}"):
		return `"` + bare + `"`
	}
	return ""
}

// listOf writes as a list of texts what people write for one.
func listOf(value string) string {
	items := strings.FieldsFunc(strings.Trim(value, "[]【】［］"+quotes), func(r rune) bool { return strings.ContainsRune(",，、;；\n", r) })
	kept := items[:0]
	for _, item := range items {
		if item = strings.Trim(item, quotes+"\t\r"); item != "" {
			kept = append(kept, strconv.Quote(item))
		}
	}
	return "[" + strings.Join(kept, ", ") + "]"
}

var looseDay = regexp.MustCompile(`^(\d{4})\s*[年/.\-]\s*(\d{1,2})\s*[月/.\-]\s*(\d{1,2})\s*日?$`)

// meantDay returns the day that a text is, as TOML has it.
func meantDay(text string) string {
	m := looseDay.FindStringSubmatch(width.Narrow.String(text))
	if m == nil {
		return ""
	}
	var n [3]int
	for i := range n {
		n[i], _ = strconv.Atoi(m[i+1]) // at most four digits
	}
	day := fmt.Sprintf("%04d-%02d-%02d", n[0], n[1], n[2])
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return ""
	}
	return day
}

// meantNumber returns the whole number that a text is, in any digits.
func meantNumber(text string) string {
	text = strings.TrimRight(width.Narrow.String(text), "条篇个天 ")
	if n, err := strconv.Atoi(text); err == nil {
		return strconv.Itoa(n)
	}
	if n, ok := numeral.Parse(text); ok {
		return strconv.Itoa(n)
	}
	return ""
}

// typeAt returns the type of a setting that stands in a line which begins at an offset, by
// the header above it; nil where there is none of that name.
func typeAt(data []byte, start int, key string) reflect.Type {
	within := reflect.TypeFor[Config]()
	lines := strings.Split(string(data[:start]), "\n")
	for i := len(lines) - 1; i >= 0; i-- {
		if h := headerForm.FindStringSubmatch(lines[i]); h != nil {
			within = tableType(h[2])
			break
		}
	}
	return typeWithin(within, key)
}

// headerForm is the header of a table, with whatever brackets and with one that is missing.
var headerForm = regexp.MustCompile(`^\s*([\[［【]*)\s*([A-Za-z_.]+)\s*([\]］】]*)\s*(?:#.*)?$`)

// tableType returns the type of what a path of a table names, nil where there is none.
func tableType(path string) reflect.Type { return typeWithin(reflect.TypeFor[Config](), path) }

// typeWithin returns the type of what a path names within a type, nil where there is none.
func typeWithin(t reflect.Type, path string) reflect.Type {
	for name := range strings.SplitSeq(path, ".") {
		t = fieldOf(elementOf(t), name)
	}
	return t
}

// elementOf returns the type of the elements of a list of tables, and any other as it is.
func elementOf(t reflect.Type) reflect.Type {
	if t != nil && t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct {
		return t.Elem()
	}
	return t
}

// meantHeader returns the header that a line is or was meant to be, "" where it is none:
// 【site】, [site, [[category].
func meantHeader(line string) string {
	m := headerForm.FindStringSubmatch(strings.TrimRight(line, "\r"))
	if m == nil || m[1]+m[3] == "" {
		return ""
	}
	t := tableType(m[2])
	if t == nil || elementOf(t).Kind() != reflect.Struct || t == localDate {
		return ""
	}
	return headerOf(m[2], t)
}

// headerInComment returns the header that a comment right above a line takes out of the
// file, "" where there is none: those who take the marks off a table line by line leave
// it easily.
func headerInComment(data []byte, start int) string {
	lines := strings.Split(string(data[:start]), "\n")
	for i := len(lines) - 2; i >= 0; i-- { // the last is the line itself
		line := strings.TrimSpace(lines[i])
		text, isComment := strings.CutPrefix(line, "#")
		text = strings.TrimSpace(text)
		switch header := meantHeader(text); {
		case isComment && header != "" && header == text:
			return header
		case line == "" || headerForm.MatchString(line) && !isComment:
			return ""
		}
	}
	return ""
}

// openList returns the number of the line above another, both from 1, whose list has no end,
// and what it is to be; 0 where there is none.
func openList(data []byte, row int) (above int, meant string) {
	for above = row - 1; above > 0; above-- {
		start, end := lineAt(data, above)
		line := strings.TrimSpace(string(data[start:end]))
		if line == "" || line[0] == '#' {
			continue
		}
		m := entryForm.FindStringSubmatch(line)
		if m == nil {
			return 0, ""
		}
		value, comment := cutComment(m[3])
		meant = m[1] + " = " + strings.TrimRight(value, ", ") + "]"
		if !strings.HasPrefix(value, "[") || len(value) < len(`[""`) || strings.HasSuffix(value, "]") || !alone(meant) {
			return 0, ""
		}
		return above, meant + comment
	}
	return 0, ""
}

// reasons says in plain words what the library means, which speaks to programmers.
var reasons = []struct {
	words string
	said  diag.Text
}{
	{"closing", diag.Text{ZH: "引号或者括号没有成对", EN: "a quote or a bracket is not closed"}},
	{"array", diag.Text{ZH: "列表的方括号没有成对，或者两项之间缺逗号", EN: "a bracket is not closed, or a comma is missing"}},
	{"table", diag.Text{ZH: "组名的方括号没有成对", EN: "the brackets of a table do not match"}},
	{"string", diag.Text{ZH: "引号没有成对", EN: "a quote is not closed"}},
	{"newline", diag.Text{ZH: "一行里只能写一项", EN: "there is one entry on a line"}},
	{"key", diag.Text{ZH: "等号前面不是设置的名称", EN: "what stands before = is no name"}},
}

// inPlainWords returns what a message of the library means.
func inPlainWords(message string) diag.Text {
	for _, r := range reasons {
		if strings.Contains(message, r.words) {
			return r.said
		}
	}
	return diag.Text{ZH: "符号的位置不对", EN: "a mark is out of place"}
}
