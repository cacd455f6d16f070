package config

import (
	"bytes"
	"reflect"
	"strconv"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// shaper compares the file with the type Config: it records where every value
// stands, and finds all unknown names and all values of a wrong type. The
// library finds them too, but stops at the first of a wrong type.
type shaper struct {
	*loader
	counts map[string]int // how many tables of an array there were: category → 3
	blank  []span         // entries that must not be decoded
	broken bool           // a table is of the wrong kind, so nothing can be decoded

	parser unstable.Parser
	table  string       // path of the table that entries belong to
	within reflect.Type // its type; nil where it is unknown
}

// walk goes through the file, and reports whether it can be decoded.
func (s *shaper) walk() bool {
	s.within = reflect.TypeFor[Config]()
	s.parser.Reset(s.data)
	for s.parser.NextExpression() {
		switch e := s.parser.Expression(); e.Kind {
		case unstable.Table, unstable.ArrayTable:
			s.header(e)
		case unstable.KeyValue:
			s.entry(e, s.table, s.within)
		}
	}
	return !s.broken && s.parser.Error() == nil
}

// header enters [a.b] or [[a.b]].
func (s *shaper) header(e *unstable.Node) {
	s.table, s.within = "", reflect.TypeFor[Config]()
	array := e.Kind == unstable.ArrayTable
	for it := e.Key(); it.Next(); {
		key := it.Node()
		last := it.IsLast()
		name := string(key.Data)
		field := fieldOf(s.within, name)
		where := span{int(key.Raw.Offset), int(key.Raw.Offset + key.Raw.Length)}
		if field == nil {
			s.unknown(where, s.table, name, s.within)
			s.within = nil
			s.blankHeader(where)
			return
		}
		s.table = join(s.table, name)
		isArray := field.Kind() == reflect.Slice && field.Elem().Kind() == reflect.Struct
		switch {
		case !isArray && (field.Kind() != reflect.Struct || field == localDate) || last && isArray != array:
			s.failSpan(ruleTable, where, settingOf(s.table), headerOf(settingOf(s.table), field))
			s.broken, s.within = true, nil
			return
		case isArray:
			if last {
				s.counts[s.table]++
			}
			s.table = join(s.table, strconv.Itoa(max(s.counts[s.table]-1, 0)))
			field = field.Elem()
		}
		s.spans[s.table] = where
		s.within = field
	}
}

// blankHeader blanks out the line of a header whose entries are blanked out.
func (s *shaper) blankHeader(name span) {
	start := bytes.LastIndexByte(s.data[:name.start], '\n') + 1
	end := len(s.data)
	if i := bytes.IndexByte(s.data[name.end:], '\n'); i >= 0 {
		end = name.end + i
	}
	s.blank = append(s.blank, span{start, end})
}

// headerOf returns the right header for a field, or the right entry.
func headerOf(path string, field reflect.Type) string {
	switch {
	case field.Kind() == reflect.Struct && field != localDate:
		return "[" + path + "]"
	case field.Kind() == reflect.Slice && field.Elem().Kind() == reflect.Struct:
		return "[[" + path + "]]"
	}
	name := path[strings.LastIndexByte(path, '.')+1:]
	return name + " = " + example(field)
}

// entry judges `key = value` in the table of the given path and type.
func (s *shaper) entry(e *unstable.Node, path string, within reflect.Type) {
	whole := span{int(e.Raw.Offset), int(e.Raw.Offset + e.Raw.Length)}
	if within == nil { // reported with its table
		s.blank = append(s.blank, whole)
		return
	}
	value := e.Value()
	end := whole.start
	for it := e.Key(); it.Next(); {
		key := it.Node()
		name := string(key.Data)
		where := span{int(key.Raw.Offset), int(key.Raw.Offset + key.Raw.Length)}
		field := fieldOf(within, name)
		if field == nil {
			s.unknown(where, path, name, within)
			s.blank = append(s.blank, whole)
			return
		}
		path, within, end = join(path, name), field, where.end
	}
	for end < whole.end && strings.IndexByte("= \t", s.data[end]) >= 0 {
		end++
	}
	where := span{end, whole.end}
	s.spans[path] = where
	if !s.fits(value, path, within) {
		s.failSpan(ruleType, where, settingOf(path), kindOf(within), s.meantEntry(path, where, within))
		s.blank = append(s.blank, whole)
	}
}

// meantEntry says how the entry of a value of another type is written.
func (s *shaper) meantEntry(path string, where span, t reflect.Type) diag.Text {
	key := path[strings.LastIndexByte(path, '.')+1:] + " = "
	value, _ := cutComment(strings.TrimSpace(string(s.data[where.start:where.end])))
	if meant := meantValue(value, t); meant != "" {
		return diag.Text{ZH: "改为 " + key + meant, EN: "write " + key + meant}
	}
	return diag.Text{ZH: "写成例如 " + key + example(t), EN: "write, for example, " + key + example(t)}
}

// fits reports whether a value is of a type; members of inline tables are
// judged by themselves.
func (s *shaper) fits(v *unstable.Node, path string, t reflect.Type) bool {
	switch v.Kind {
	case unstable.String:
		if r, found := diag.Illegal(string(v.Data)); found {
			s.failSpan(ruleIllegal, span{int(v.Raw.Offset), int(v.Raw.Offset + v.Raw.Length)}, codePoint(r))
		}
		return t.Kind() == reflect.String
	case unstable.Integer:
		return t.Kind() == reflect.Int
	case unstable.Bool:
		return t.Kind() == reflect.Bool
	case unstable.LocalDate:
		return t == localDate
	case unstable.InlineTable:
		if t.Kind() != reflect.Struct || t == localDate {
			return false
		}
		for it := v.Children(); it.Next(); {
			s.entry(it.Node(), path, t)
		}
		return true
	case unstable.Array:
		if t.Kind() != reflect.Slice {
			return false
		}
		for it, i := v.Children(), 0; it.Next(); i++ {
			if !s.fits(it.Node(), join(path, strconv.Itoa(i)), t.Elem()) {
				return false
			}
		}
		return true
	}
	return false
}

// unknown reports a name that a table does not have.
func (s *shaper) unknown(where span, path, name string, within reflect.Type) {
	if !s.tally.Take(ruleUnknown) {
		return
	}
	var names []string
	for i := range within.NumField() {
		names = append(names, within.Field(i).Tag.Get("toml"))
	}
	list := strings.Join(names, "、")
	hint := diag.Text{ZH: "可以写：" + list, EN: "allowed: " + list}
	if near := suggest.Nearest(name, names); near != "" {
		hint = diag.Text{ZH: "改为 " + near, EN: "write " + near}
	}
	place := diag.Text{ZH: "文件最外层", EN: "the file"}
	if path != "" {
		place = diag.Text{ZH: "[" + settingOf(path) + "] 里", EN: "[" + settingOf(path) + "]"}
	}
	s.say(ruleUnknown, where, place, name, hint)
}

// settingOf returns a path without the numbers of array elements, as people
// know it: category.name.
func settingOf(path string) string {
	var parts []string
	for part := range strings.SplitSeq(path, ".") {
		if strings.Trim(part, "0123456789") != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ".")
}

// fieldOf returns the type of the field of a struct that has a name in TOML,
// nil where there is none.
func fieldOf(t reflect.Type, name string) reflect.Type {
	if t == nil || t.Kind() != reflect.Struct || t == localDate {
		return nil
	}
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("toml") == name {
			return t.Field(i).Type
		}
	}
	return nil
}

// localDate is the type of a day, which is a value though it is a struct.
var localDate = reflect.TypeFor[toml.LocalDate]()

// kindOf says what values of a type are called.
func kindOf(t reflect.Type) diag.Text {
	switch t.Kind() {
	case reflect.String:
		return diag.Text{ZH: "英文引号里的文字", EN: "text in quotes"}
	case reflect.Int:
		return diag.Text{ZH: "整数", EN: "a whole number"}
	case reflect.Bool:
		return diag.Text{ZH: "true 或 false", EN: "true or false"}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.String {
			return diag.Text{ZH: "方括号里的列表，每一项是英文引号里的文字", EN: "a list in brackets, of text in quotes"}
		}
		return diag.Text{ZH: "方括号里的列表", EN: "a list in brackets"}
	case reflect.Struct:
		if t == localDate {
			return diag.Text{ZH: "不带引号的日期", EN: "a date without quotes"}
		}
	}
	return diag.Text{ZH: "一组设置", EN: "a table"}
}

// example returns a value of a type, as TOML.
func example(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int:
		return "20"
	case reflect.Bool:
		return "true"
	case reflect.Slice:
		if t.Elem().Kind() == reflect.String {
			return `["甲", "乙"]`
		}
		return "[{…}]"
	case reflect.Struct:
		if t == localDate {
			return "2026-12-01"
		}
	}
	return `"…"`
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
