package page

import (
	"reflect"
	"testing"
)

// TestAppendValues is the example of docs/review.md.
func TestAppendValues(t *testing.T) {
	p, found := Parse("policies/2017/0003.md", []byte(`---
title: "巨各庄镇“\"政府\"”信息公开管理办法"
category: policies # 栏目
date: 2017-03-15 10:30
written: 2017-03-10
keywords: [政府信息公开, 管理办法]
attachments:
  - {file: 0003-附件1.pdf, title: 申请表}
  - file: 0003-附件2.pdf
revisions: [{date: 2017-04-02, note: 更正电话号码}]
draft: true
review:
  - {stage: 初审, by: 主管副镇长, date: 2017-03-11, sum: x}
---
正文。
`))
	if len(found) > 0 {
		t.Fatal(found)
	}
	const want = `attachments [{"file":"policies/2017/0003-附件1.pdf","title":"申请表"},{"file":"policies/2017/0003-附件2.pdf","title":"0003-附件2.pdf"}]
category "policies"
date "2017-03-15 10:30"
keywords ["政府信息公开","管理办法"]
revisions [{"date":"2017-04-02","note":"更正电话号码"}]
title "巨各庄镇“\"政府\"”信息公开管理办法"
written "2017-03-10"
`
	if got := string(p.Meta.AppendValues(nil)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestValuesCoverFrontMatter changes every field that a front matter can fill in,
// members of lists included: each change is one of what is approved, or the key says
// why it is none.
func TestValuesCoverFrontMatter(t *testing.T) {
	aside := map[string]bool{}
	for _, k := range documentKeys {
		var m Meta
		v := reflect.ValueOf(k.into(&m)).Elem()
		for name, filled := range variants(t, v.Type()) {
			m = Meta{}
			v.Set(filled)
			if counts := len(m.AppendValues(nil)) > 0; counts != (k.aside == "") {
				t.Errorf("%s%s: counts %t, though aside is %q", k.name, name, counts, k.aside)
			}
			before := string(m.AppendValues(nil))
			reflect.ValueOf(k.into(&m)).Elem().Set(reflect.Zero(v.Type()))
			if k.aside == "" && string(m.AppendValues(nil)) == before {
				t.Errorf("%s%s makes no difference", k.name, name)
			}
		}
		aside[k.name] = k.aside != ""
	}
	for name, is := range aside {
		if is && name != "draft" && name != "review" && name != "withdrawn" {
			t.Errorf("%s is not approved, against docs/review.md", name)
		}
	}
	// Meta has no field that no key fills in but the path, which is summed by itself.
	if got := reflect.TypeFor[Meta]().NumField(); got != len(documentKeys)+1 {
		t.Errorf("Meta has %d fields, and there are %d keys", got, len(documentKeys))
	}
}

// variants returns values of a type, by what of it is set.
func variants(t *testing.T, typ reflect.Type) map[string]reflect.Value {
	t.Helper()
	list := map[string]reflect.Value{}
	switch {
	case typ == reflect.TypeFor[Date]():
		list[""] = reflect.ValueOf(NewDate(2017, 3, 15))
	case typ.Kind() == reflect.String:
		list[""] = reflect.ValueOf("甲")
	case typ.Kind() == reflect.Bool:
		list[""] = reflect.ValueOf(true)
	case typ.Kind() == reflect.Slice:
		for name, v := range variants(t, typ.Elem()) {
			list["[]"+name] = reflect.Append(reflect.MakeSlice(typ, 0, 1), v)
		}
	case typ.Kind() == reflect.Pointer:
		for name, v := range variants(t, typ.Elem()) {
			p := reflect.New(typ.Elem())
			p.Elem().Set(v)
			list[name] = p
		}
	case typ.Kind() == reflect.Struct:
		for i := range typ.NumField() {
			for name, v := range variants(t, typ.Field(i).Type) {
				s := reflect.New(typ).Elem()
				s.Field(i).Set(v)
				list["."+typ.Field(i).Name+name] = s
			}
		}
	default:
		t.Fatalf("%s is of a kind that is not tried here", typ)
	}
	return list
}

// TestMeantDay: what people type for a day on a command line.
func TestMeantDay(t *testing.T) {
	for text, want := range map[string]string{
		"2026-11-03": "2026-11-03", "2026年11月3日": "2026-11-03", "2026/11/3": "2026-11-03", "2026.11.3": "2026-11-03", "20261103": "2026-11-03", "“2026-11-3”": "2026-11-03", "二〇二六年十一月三日": "2026-11-03",
		"2026-11-31": "none", "2026年13月1日": "none", "0026-01-01": "none",
		"": "", "今天": "", "11-03": "", "2026-11-03 10:30": "", "2026-11-03左右": "", "40315": "",
	} {
		meant, isDay := MeantDay(text)
		if isDay && meant == "" {
			meant = "none"
		}
		if meant != want {
			t.Errorf("MeantDay(%q) = %q, %t", text, meant, isDay)
		}
	}
}
