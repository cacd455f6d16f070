package config

import (
	"bytes"
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/generator/diag"

	"github.com/pelletier/go-toml/v2"
)

// maxFaults is how many mistakes of TOML itself are looked for.
const maxFaults = 20

// syntax finds the mistakes of TOML itself. The parser stops at the first; if
// that mistake concerns one line only, the line is blanked out, or what was meant
// put in its place, and the rest parsed again. A mistake whose reach is not known ends
// the search, because what follows may be its consequence.
func syntax(data []byte) (found []diag.Diagnostic) {
	work := bytes.Clone(data) // has the same lines
	for range maxFaults {
		var all map[string]any
		err := toml.Unmarshal(work, &all)
		if err == nil {
			break
		}
		var fault *toml.DecodeError
		if !errors.As(err, &fault) {
			return append(found, ruleSyntax.At(diag.Pos{File: file}, inPlainWords(err.Error())))
		}
		row, column := fault.Position()
		if above, meant := openList(work, row); above > 0 {
			found = append(found, wholeLine(ruleQuotes, data, above, meant))
			work = replaceLine(work, above, meant)
			continue
		}
		start, end := lineAt(data, row)
		if header := meantHeader(string(data[start:end])); header != "" && len(fault.Key()) == 0 && !alone(string(data[start:end])) {
			found = append(found, wholeLine(ruleHeader, data, row, header))
			work = replaceLine(work, row, header)
			continue
		}
		d, local := lineFault(data, start, end, min(start+column-1, end), fault)
		found = append(found, d)
		if !local {
			break
		}
		work = replaceLine(work, row, "")
	}
	return found
}

// wholeLine is a finding about a line that is to be another.
func wholeLine(rule *diag.Rule, data []byte, row int, meant string) diag.Diagnostic {
	start, end := lineAt(data, row)
	line := strings.TrimSpace(string(data[start:end]))
	pos := diag.Locate(file, data, start+strings.Index(string(data[start:end]), line))
	pos.Width = utf8.RuneCountInString(line)
	return rule.At(pos, meant)
}

// replaceLine puts another line in the place of one.
func replaceLine(data []byte, row int, line string) []byte {
	start, end := lineAt(data, row)
	return slices.Concat(data[:start], []byte(line), data[end:])
}

// lineAt returns the range of a line, counted from 1.
func lineAt(data []byte, row int) (start, end int) {
	for ; row > 1; row-- {
		i := bytes.IndexByte(data[start:], '\n')
		if i < 0 {
			break
		}
		start += i + 1
	}
	end = len(data)
	if i := bytes.IndexByte(data[start:], '\n'); i >= 0 {
		end = start + i
	}
	return start, end
}

// entryForm is `key = value` as people write it: with a colon, too.
var entryForm = regexp.MustCompile(`^\s*([^\s=:：]+)\s*(=|:|：|＝)\s*(.*?)\s*$`)

// lineFault explains a mistake at data[at], in the line data[start:end], and
// reports whether it concerns that line alone.
func lineFault(data []byte, start, end, at int, fault *toml.DecodeError) (d diag.Diagnostic, local bool) {
	line := string(bytes.TrimRight(data[start:end], "\r"))
	pos := diag.Locate(file, data, at)
	if len(fault.Key()) > 0 {
		name := strings.Join(fault.Key(), ".")
		pos.Width = utf8.RuneCountInString(fault.Key()[len(fault.Key())-1])
		hint := diag.Text{
			ZH: "只保留一处；可以出现多次的组写成双方括号，例如 [[category]]",
			EN: "keep one; tables that may repeat have double brackets, such as [[category]]",
		}
		if header := headerInComment(data, start); header != "" {
			hint = diag.Text{
				ZH: "上面的 # " + header + " 一行，行首的 # 也要删去：这几行才成为新的一组",
				EN: "take the # off the line " + header + " above, too: it begins the group that these lines belong to",
			}
		}
		return ruleDuplicate.At(pos, name, hint), alone(line) && !strings.HasPrefix(strings.TrimSpace(line), "[")
	}
	m := entryForm.FindStringSubmatch(line)
	if m == nil || strings.HasPrefix(strings.TrimSpace(line), "[") {
		return ruleSyntax.At(pos, inPlainWords(fault.Error())), false
	}
	key, mark, value := m[1], m[2], strings.TrimSpace(m[3])
	mended := mend(value)
	if t := typeAt(data, start, key); t != nil {
		plain, comment := cutComment(value)
		if meant := meantValue(plain, t); meant != "" && !alone("k = "+value) {
			mended = meant + comment
		} else if meant == "" && t.Kind() != reflect.String && mended != value {
			mended = example(t) + comment // text in quotes would be refused next
		}
	}
	whole := diag.Locate(file, data, start)
	whole.Width = utf8.RuneCountInString(line)
	switch {
	case strings.IndexFunc(key, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0:
		return ruleKey.At(whole, key), alone("k = " + mended)
	case mark != "=":
		return ruleEquals.At(pos, key+" = "+mended), alone("k = " + mended)
	case mended != value && alone("k = "+mended):
		return ruleQuotes.At(pos, key+" = "+mended), true
	case strings.HasPrefix(value, `"`) && strings.Contains(value, `\`):
		return ruleBackslash.At(pos, key+" = "+strings.ReplaceAll(value, `\`, "/")), true
	}
	return ruleSyntax.At(pos, inPlainWords(fault.Error())), false
}

// alone reports whether a line is TOML by itself.
func alone(line string) bool {
	var all map[string]any
	return toml.Unmarshal([]byte(line), &all) == nil
}

// mend writes a value as TOML wants it: text in straight quotes, lists with
// narrow commas, true and false in lower case. What it cannot mend it returns.
func mend(value string) string {
	value, comment := cutComment(value)
	switch strings.ToLower(value) {
	case "是", "true", "yes", "on":
		return "true" + comment
	case "否", "false", "no", "off":
		return "false" + comment
	case "":
		return `""` + comment
	}
	if strings.HasPrefix(value, "[") || strings.HasPrefix(value, "【") {
		return mendList(value) + comment
	}
	if alone("k = " + value) {
		return value + comment
	}
	bare := strings.Trim(value, `"'“”‘’＂`)
	if strings.ContainsAny(bare, "\"\\") {
		return value + comment
	}
	return `"` + bare + `"` + comment
}

// mendList mends the items of a list.
func mendList(value string) string {
	if alone("k = " + value) {
		return value
	}
	items := strings.FieldsFunc(strings.Trim(value, "[]【】"), func(r rune) bool { return strings.ContainsRune(",，、;；", r) })
	for i, item := range items {
		items[i] = `"` + strings.Trim(strings.TrimSpace(item), `"'“”‘’＂`) + `"`
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// cutComment splits a comment off a value.
func cutComment(value string) (string, string) {
	if i := strings.Index(value, " #"); i >= 0 {
		return strings.TrimSpace(value[:i]), value[i:]
	}
	return value, ""
}
