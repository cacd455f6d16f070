package page

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

// Template returns a new document: the front matter of m, with a comment in
// Chinese behind every key, and below it the keys that were left out, as
// comments to be filled in. Parse reads the result without complaint if m is
// valid.
func Template(m Meta) []byte {
	report := isReport(m.Path)
	var b strings.Builder
	b.WriteString(fence + "\n")
	var unused []key
	for _, k := range documentKeys {
		if report && k.in&inReport == 0 || !report && k.in&inDocument == 0 || k.name == "review" || k.name == "withdrawn" || k.name == "service" && m.Service == nil || report && k.name == "category" {
			continue
		}
		if k.name == "service" {
			b.WriteString(serviceText(m.Service))
			continue
		}
		value := yamlValue(k.into(&m), path.Dir(m.Path))
		if value == "" {
			unused = append(unused, k)
			continue
		}
		meaning := k.meaning.ZH
		switch {
		case k.name == "draft":
			meaning = "草稿：不发布。写完、核对以后，删去这一行"
		case k.required:
			meaning += "，必填"
		}
		fmt.Fprintf(&b, "%s: %s # %s\n", k.name, value, meaning)
	}
	if len(unused) > 0 {
		b.WriteString("# 以下各项需要时删去行首的井号，填上实际内容：\n")
	}
	for _, k := range unused {
		if k.name == "draft" { // which says what it says without being filled in
			fmt.Fprintf(&b, "# draft: true # %s\n", k.meaning.ZH)
			continue
		}
		fmt.Fprintf(&b, "# %s: # %s，例如 %s\n", k.name, k.meaning.ZH, k.example)
	}
	b.WriteString(fence + "\n\n")
	return []byte(b.String())
}

// yamlValue writes a value as the front matter of a document in a folder has
// it, "" for one that is not given.
func yamlValue(v any, folder string) string {
	switch v := v.(type) {
	case *string:
		return yamlText(*v, false)
	case *Date:
		return v.String()
	case *bool:
		if *v {
			return "true"
		}
	case *[]string:
		return yamlList(*v, func(s string) string { return yamlText(s, true) })
	case *[]Attachment:
		return yamlList(*v, func(a Attachment) string {
			return "{file: " + yamlText(relative(folder, a.File), true) + ", title: " + yamlText(a.Title, true) + "}"
		})
	case *Withdrawal:
		return withdrawalText(v)
	case *[]Revision:
		return revisionList(*v)
	}
	return ""
}

// revisionList writes revisions as front matter does.
func revisionList(revisions []Revision) string {
	return yamlList(revisions, func(r Revision) string {
		return "{date: " + r.Date.String() + ", note: " + yamlText(r.Note, true) + "}"
	})
}

// relative returns the path of a file as seen from a folder; both are below
// content/.
func relative(folder, file string) string {
	rel, err := filepath.Rel(filepath.FromSlash(folder), filepath.FromSlash(file))
	if err != nil {
		return file
	}
	return filepath.ToSlash(rel)
}

func yamlList[T any](items []T, write func(T) string) string {
	if len(items) == 0 {
		return ""
	}
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = write(item)
	}
	return joinList(texts)
}

// yamlText writes a text without quotes where that reads back as the same
// text, else in quotes; flow says that it stands within brackets.
func yamlText(s string, flow bool) string {
	if s = fold(s); s == "" {
		return ""
	}
	stop := ""
	if flow {
		stop = ",]}"
	}
	r := simpleReader{s: s, end: len(s), memory: &memory{}}
	if n, ok := r.plain(stop); ok && n.form == plain && n.text == s {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// serviceText writes a guide to a service with a line for every key, those that are still
// to be filled in among them.
func serviceText(s *Service) string {
	var b strings.Builder
	b.WriteString("service: # 办事指南：填上实际内容，没有的项留空或者删去\n")
	for i := range serviceMembers {
		m := &serviceMembers[i]
		value := ""
		switch v := m.into(s).(type) {
		case *string:
			value = yamlText(*v, false)
		case *[]string:
			value = yamlList(*v, func(s string) string { return yamlText(s, true) })
		case *[]Material:
			value = yamlList(*v, materialText)
		}
		fmt.Fprintf(&b, "  %s: %s # %s，例如 %s\n", m.name, value, m.meaning.ZH, m.example)
	}
	return strings.ReplaceAll(b.String(), ":  #", ": #")
}

// materialText writes a material as front matter does.
func materialText(m Material) string {
	mark, text := "{", ""
	for i := range materialMembers {
		if v := *materialMembers[i].into(&m).(*string); v != "" {
			text += mark + materialMembers[i].name + ": " + yamlText(v, true)
			mark = ", "
		}
	}
	return text + "}"
}
