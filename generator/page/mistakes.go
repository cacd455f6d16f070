package page

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// What the YAML library says of a mistake is true and of no use to a clerk.
// This file looks at the lines instead, for the mistakes that people make.

// refuse finds what the library would accept or misread: tabs as indentation,
// directives, whose meaning lies outside the chunk, and brackets around keys.
func refuse(text string) *fault {
	if strings.IndexByte("%{[", text[0]) >= 0 || text == "..." || strings.HasPrefix(text, "...\n") || strings.HasPrefix(text, "? ") {
		return &fault{ruleForeign, 0, lineEnd(text, 0), []any{text[:lineEnd(text, 0)]}}
	}
	for start := 0; start < len(text); {
		end := lineEnd(text, start)
		body := start + len(text[start:end]) - len(strings.TrimLeft(text[start:end], " \t"))
		if tab := strings.IndexByte(text[start:body], '\t'); tab >= 0 && body < end {
			hint := diag.Text{ZH: "把制表符换成两个空格", EN: "replace the tab with two blanks"}
			if meant := flushLine(text[body:end]); meant != "" && start > 0 {
				hint = flushLeft(meant)
			}
			return &fault{ruleTab, start + tab, start + tab + 1, []any{hint}}
		}
		start = end + 1
	}
	return nil
}

// explain says what is wrong with a chunk that could not be read.
func explain(text string, err error) *fault {
	end := lineEnd(text, 0)
	colon := strings.IndexByte(text[:end], ':')
	if wrong := explainKey(text, end, colon); wrong != nil {
		return wrong
	}
	for start := 0; start < len(text); start = end + 1 {
		end = lineEnd(text, start)
		from := start
		if start == 0 {
			from = colon + 1
		}
		if wrong := explainLine(text, from, end); wrong != nil {
			return wrong
		}
	}
	return explainRest(text, colon, err)
}

// explainKey judges the beginning of the first line, where the key stands.
func explainKey(text string, end, colon int) *fault {
	line := text[:end]
	if len(line) > 1 && line[0] == '-' && line[1] != '-' && !isSpace(line[1]) {
		return &fault{ruleDash, 0, 1, []any{"- " + line[1:]}}
	}
	if wide := strings.Index(line, "："); wide >= 0 && (colon < 0 || wide < colon) {
		if key, ok := nearestKey(strings.TrimSpace(line[:wide])); ok {
			value := strings.TrimSpace(line[wide+len("："):])
			return &fault{ruleWideColon, wide, wide + len("："), []any{key + ": " + value}}
		}
	}
	if strings.HasPrefix(line, "<<") {
		return &fault{ruleForeign, 0, 2, []any{"<<"}}
	}
	if equals := strings.IndexByte(line, '='); equals > 0 && (colon < 0 || equals < colon) {
		if key, ok := nearestKey(strings.TrimSpace(line[:equals])); ok {
			value := strings.Trim(strings.TrimSpace(line[equals+1:]), `"'`)
			return &fault{ruleNoColon, equals, equals + 1, []any{key + ": " + value}}
		}
	}
	if colon < 0 {
		first, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if key, ok := nearestKey(first); ok && first != "" {
			return &fault{ruleNoColon, 0, len(first), []any{strings.TrimSpace(key + ": " + strings.TrimSpace(rest))}}
		}
		return &fault{ruleNotEntry, 0, end, nil}
	}
	if colon+1 < end && !isSpace(line[colon+1]) {
		if key, ok := nearestKey(strings.TrimSpace(line[:colon])); ok {
			return &fault{ruleNoBlank, colon, colon + 1, []any{key + ": " + strings.TrimSpace(line[colon+1:])}}
		}
		return &fault{ruleNotEntry, 0, end, nil}
	}
	return nil
}

// nearestKey returns the key that a word stands for: the key itself, one that
// is nearly the same, or the one with that Chinese name.
func nearestKey(word string) (string, bool) {
	if word == "" {
		return "", false
	}
	key := suggestKey(strings.Trim(word, `"'`), documentKeys)
	return key, key != ""
}

// explainLine judges the values that stand in text[from:end]: after the key,
// or on a line below it.
func explainLine(text string, from, end int) *fault {
	at := from + len(text[from:end]) - len(strings.TrimLeft(text[from:end], " \t"))
	if from > 0 && text[from-1] == '\n' {
		if at < end && text[at] == '-' && at+1 < end && !isSpace(text[at+1]) {
			return &fault{ruleDash, at, at + 1, []any{"- " + text[at+1:end]}}
		}
		if strings.HasPrefix(text[at:end], "- ") {
			at += 2
		}
		if key, value, ok := strings.Cut(text[at:end], ": "); ok && isWord(key) {
			at = end - len(value)
		}
	}
	at = end - len(strings.TrimLeftFunc(text[at:end], unicode.IsSpace))
	if at == end {
		return nil
	}
	return explainValue(text, at, end)
}

// isWord reports whether s can be a key: lower-case letters and underlines.
func isWord(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz_") == ""
}

// explainValue judges one value, text[at:end].
func explainValue(text string, at, end int) *fault {
	value := strings.TrimSpace(text[at:end])
	requoted := []any{value[:1], requote(value)}
	switch value[0] {
	case '"', '\'':
		closing, _ := closingQuote(text, at)
		switch {
		case closing < 0:
			return &fault{ruleQuoteOpen, at, end, requoted}
		case closing < end && !onlyComment(text[closing+1:end]):
			return &fault{ruleQuoteRest, closing + 1, end, requoted}
		case value[0] == '"' && strings.Contains(value, `\`):
			return &fault{ruleEscape, at + strings.IndexByte(value, '\\'), at + strings.IndexByte(value, '\\') + 2,
				[]any{strings.ReplaceAll(value[:closing-at+1], `\`, `/`)}}
		}
	case '[', '{':
		return explainFlow(text, at, end, requoted)
	case '@', '`', '%', '&', '*', '!':
		return &fault{ruleReserved, at, at + 1, requoted}
	case '-', '?', ':':
		if len(value) == 1 || value[1] == ' ' {
			return &fault{ruleReserved, at, at + 1, requoted}
		}
	case '|', '>':
		if strings.TrimLeft(value, "|>+-0123456789") != "" && !strings.Contains(value, " #") {
			return &fault{ruleReserved, at, at + 1, requoted}
		}
	default:
		if i := strings.Index(value+" ", ": "); i >= 0 {
			return &fault{ruleColonInside, at + i, at + i + 1, requoted}
		}
	}
	return nil
}

func onlyComment(s string) bool {
	s = strings.TrimSpace(s)
	return s == "" || s[0] == '#'
}

// explainFlow judges a value that begins with a bracket.
func explainFlow(text string, at, end int, requoted []any) *fault {
	closing := map[byte]byte{'[': ']', '{': '}'}[text[at]]
	last := strings.LastIndexByte(text[at:end], closing)
	switch {
	case last < 0 && !strings.Contains(text[end:], string(closing)):
		return &fault{ruleBracketOpen, at, end, []any{string(closing)}}
	case last >= 0 && !onlyComment(text[at+last+1:end]):
		return &fault{ruleReserved, at, at + 1, requoted}
	}
	return nil
}

// flushLine returns a line that is an entry but for the blanks before it, without them;
// "" where it is none.
func flushLine(line string) string {
	line = strings.TrimSpace(line)
	word, _, ok := strings.Cut(line, ": ")
	if !ok || !slices.ContainsFunc(documentKeys, func(k key) bool { return k.name == word }) {
		return ""
	}
	return line
}

// flushLeft says that an entry begins its line.
func flushLeft(line string) diag.Text {
	return diag.Text{ZH: "删去行首的空格，顶格写：" + line, EN: "delete what is before it on the line: " + line}
}

// requote returns a value in quotes that fit.
func requote(value string) string {
	value = strings.Trim(value, `"`)
	switch {
	case !strings.ContainsAny(value, `"\`):
		return `"` + value + `"`
	case !strings.Contains(value, "'"):
		return "'" + value + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
}

// explainRest is for chunks in which no line is wrong by itself.
func explainRest(text string, colon int, err error) *fault {
	end := lineEnd(text, 0)
	value := strings.TrimSpace(text[colon+1 : end])
	var foreign errForeign
	switch {
	case errors.As(err, &foreign):
		return &fault{ruleForeign, 0, end, []any{foreign.what}}
	case errors.Is(err, errNotEntry):
		return &fault{ruleNotEntry, 0, end, nil}
	case value != "" && value[0] != '|' && value[0] != '>' && value[0] != '#' && strings.TrimSpace(text[end:]) != "":
		next := end + 1 + len(text[end+1:]) - len(strings.TrimLeft(text[end+1:], " \n"))
		hint := diag.Text{
			ZH: "把它并到上一行；长的概述可以写成 summary: | ，下面各行缩进两格",
			EN: "join it to the line above; a long summary can be written as summary: | with indented lines below",
		}
		meant := flushLine(text[next:lineEnd(text, next)])
		if meant != "" {
			hint = flushLeft(meant)
		}
		return &fault{ruleManyLines, next, lineEnd(text, next), []any{meant, hint}}
	}
	start, message := 0, err.Error()
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		message = syntax.GetMessage()
		if t := syntax.GetToken(); t != nil {
			start = lineStart(text, t.Position.Line)
		}
	}
	return &fault{ruleUnreadable, start, lineEnd(text, start), []any{reasonOf(message)}}
}

// reasonOf says in plain words what the library means, which speaks to programmers.
func reasonOf(message string) diag.Text {
	for _, r := range []struct {
		words string // one of them is in the message
		said  diag.Text
	}{
		{"anchor alias tag directive YAML", diag.Text{ZH: "用了这里不支持的 YAML 写法，例如 & * ! %", EN: "it has marks of YAML that are not supported here, such as & * ! %"}},
		{"',' '[' '{' ']' '}'", diag.Text{ZH: "列表的括号不成对，或者两项之间缺逗号", EN: "a bracket is not closed, or a comma between two items is missing"}},
		{"implicit", diag.Text{ZH: "冒号前面的字段名断成了两行", EN: "the key before the colon runs over two lines"}},
		{"key map", diag.Text{ZH: "冒号前面不是一个字段名", EN: "what stands before the colon is no key"}},
		{"value sequence", diag.Text{ZH: "值不能写在这个位置，看看上一行和行首的空格", EN: "no value may stand here: look at the line above and at the blanks in front"}},
	} {
		for word := range strings.FieldsSeq(r.words) {
			if strings.Contains(message, word) {
				return r.said
			}
		}
	}
	return diag.Text{ZH: "符号的位置不对", EN: "a mark is out of place"}
}

// lineStart returns the offset of the given line, counted from 1; of the last
// line where there are not so many.
func lineStart(s string, line int) int {
	at := 0
	for ; line > 1; line-- {
		next := strings.IndexByte(s[at:], '\n')
		if next < 0 || at+next+1 >= len(s) {
			break
		}
		at += next + 1
	}
	return at
}

// suggestKey returns the key of a table that the user most likely meant: by a
// Chinese name of it, else by likeness; "" where there is none.
func suggestKey(word string, table []key) string {
	for i := range table {
		if table[i].name == word || table[i].meaning.ZH == word {
			return table[i].name
		}
		for _, other := range table[i].also {
			if other == word {
				return table[i].name
			}
		}
	}
	names := make([]string, len(table))
	for i := range table {
		names[i] = table[i].name
	}
	return suggest.Nearest(strings.ToLower(word), names)
}
