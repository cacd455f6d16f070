package page

import (
	"encoding/json"
	"fmt"
	"strings"
)

// datePattern is the form of a date; that the day exists is for Parse to see.
const datePattern = `^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$`

// Schema returns a JSON Schema (draft 2020-12) of front matter, with
// descriptions in Chinese, by which editors complete and check it as it is
// typed. categories are the keys of the site's categories.
func Schema(categories []string) ([]byte, error) {
	properties := object{}
	var required []string
	for i := range documentKeys {
		k := &documentKeys[i]
		s := schemaOf(k)
		if k.name == "category" && len(categories) > 0 {
			s.set("enum", categories)
		}
		properties.set(k.name, s)
		if k.required && k.in == anywhere && k.name != "category" {
			required = append(required, k.name)
		}
	}
	schema := object{}
	schema.set("$schema", "https://json-schema.org/draft/2020-12/schema")
	schema.set("title", "文档信息")
	schema.set("description", "content/ 下每个文档开头两行 --- 之间的内容。年度报告（reports/年份/index.md）必须有 form，可以不写 category。")
	schema.set("type", "object")
	schema.set("required", required)
	schema.set("anyOf", []any{requires("category"), requires("form")})
	schema.set("additionalProperties", false)
	schema.set("properties", properties)
	return json.MarshalIndent(schema, "", "  ")
}

func requires(key string) object {
	var o object
	o.set("required", []string{key})
	return o
}

// schemaOf returns the schema of the value of a key.
func schemaOf(k *key) object {
	var s object
	s.set("description", k.meaning.ZH+"，例如 "+k.example)
	switch k.into(new(Meta)).(type) {
	case *string:
		s.set("type", "string")
		setForm(&s, k)
	case *Date:
		s.set("type", "string")
		s.set("pattern", datePattern)
	case *bool:
		s.set("type", "boolean")
	case *[]string:
		var item object
		item.set("type", "string")
		item.set("minLength", 1)
		setForm(&item, k)
		s.set("type", "array")
		s.set("items", item)
		s.set("uniqueItems", true)
	case *[]Attachment:
		s.set("type", "array")
		s.set("items", membersSchema(attachmentMembers))
	case *Withdrawal:
		s = append(s, membersSchema(withdrawalMembers)...)
	case *[]Revision:
		s.set("type", "array")
		s.set("items", membersSchema(revisionMembers))
	case **Service:
		s = append(s, membersSchema(serviceMembers)...)
	case *[]Review:
		s.set("type", "array")
		s.set("items", membersSchema(reviewMembers))
	}
	return s
}

// setForm adds what restricts a text.
func setForm(s *object, k *key) {
	if k.values != nil {
		s.set("enum", k.values)
	}
	if k.pattern != "" {
		s.set("pattern", k.pattern)
	}
	if k.name == "subject" {
		s.set("enum", subjectPaths())
	}
	if k.name == "form" { // a year without quotes is a number to an editor
		var number, alternatives object
		number.set("enum", []int{2007, 2019, 2021})
		alternatives.set("anyOf", []any{enumOf(k.values), number})
		alternatives.set("description", (*s)[0].value)
		*s = alternatives
	}
}

func enumOf(values []string) object {
	var o object
	o.set("enum", values)
	return o
}

func subjectPaths() []string {
	var paths []string
	for _, parent := range Subjects() {
		paths = append(paths, parent.Path)
		for _, child := range parent.Children {
			paths = append(paths, child.Path)
		}
	}
	return paths
}

// membersSchema returns the schema of a mapping.
func membersSchema[T any](members []member[T]) object {
	var properties object
	var required []string
	for _, m := range members {
		var s object
		s.set("description", m.meaning.ZH+exampleOf(m.example))
		switch m.into(new(T)).(type) {
		case *[]string:
			var one, item, many object
			one.set("type", "string")
			item.set("type", "string")
			item.set("minLength", 1)
			many.set("type", "array")
			many.set("items", item)
			s.set("anyOf", []any{one, many})
		case *[]Material:
			s.set("type", "array")
			s.set("items", membersSchema(materialMembers))
		case *bool:
			s.set("type", "boolean")
		case *Date:
			s.set("type", "string")
			s.set("pattern", datePattern)
		default:
			s.set("type", "string")
			if m.values != nil {
				s.set("enum", m.values)
			}
		}
		properties.set(m.name, s)
		if m.required {
			required = append(required, m.name)
		}
	}
	var o object
	o.set("type", "object")
	o.set("required", required)
	o.set("additionalProperties", false)
	o.set("properties", properties)
	return o
}

// exampleOf is what a description says behind what a key means.
func exampleOf(example string) string {
	if example == "" {
		return ""
	}
	return "，例如 " + example
}

// object is a JSON object that keeps the order of its keys: the order of the
// key table is the one in which people fill them in.
type object []field

type field struct {
	name  string
	value any
}

func (o *object) set(name string, value any) { *o = append(*o, field{name, value}) }

// MarshalJSON implements json.Marshaler.
func (o object) MarshalJSON() ([]byte, error) {
	var b strings.Builder
	b.WriteByte('{')
	for i, f := range o {
		value, err := json.Marshal(f.value)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:%s", f.name, value)
	}
	b.WriteByte('}')
	return []byte(b.String()), nil
}

// SubjectTable returns the tree of subjects as a table in Markdown, for the
// handbook: a row for each of the first level.
func SubjectTable() []byte {
	var b strings.Builder
	b.WriteString("| 一级 | 二级 |\n|---|---|\n")
	for _, s := range Subjects() {
		var children []string
		for _, child := range s.Children {
			children = append(children, "`"+child.Name+"`")
		}
		fmt.Fprintf(&b, "| `%s` | %s |\n", s.Name, strings.Join(children, " "))
	}
	return []byte(b.String())
}

// Reference returns the table of all keys as Markdown, for the handbook; lang
// is "zh" or "en".
func Reference(lang string) []byte {
	var b strings.Builder
	heads := map[string]string{"zh": "| 字段 | 含义 | 必填 | 例子 |\n|---|---|---|---|\n", "en": "| key | meaning | required | example |\n|---|---|---|---|\n"}
	b.WriteString(heads[langOf(lang)])
	marks := map[string]string{"zh": "是", "en": "yes"}
	for _, k := range documentKeys {
		mark := ""
		if k.required {
			mark = marks[langOf(lang)]
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | `%s` |\n", k.name, k.meaning.In(lang), mark, k.example)
	}
	return []byte(b.String())
}

// ServiceReference returns the table of the keys below service as Markdown, for the
// handbook, those of a material below them.
func ServiceReference() []byte {
	var b strings.Builder
	b.WriteString("| 字段 | 含义 | 例子 |\n|---|---|---|\n")
	for _, m := range serviceMembers {
		fmt.Fprintf(&b, "| `%s` | %s | `%s` |\n", m.name, m.meaning.ZH, m.example)
	}
	for _, m := range materialMembers {
		fmt.Fprintf(&b, "| `materials` 的 `%s` | %s | %s |\n", m.name, m.meaning.ZH, strings.Join(m.values, "、"))
	}
	return []byte(b.String())
}

func langOf(lang string) string {
	if lang == "en" {
		return "en"
	}
	return "zh"
}
