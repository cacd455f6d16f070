package catalog

import (
	"fmt"
	"testing"

	"gongkai/generator/page"
)

// BenchmarkNew makes the catalog of 10,000 documents of six categories and ten
// years; one in six interprets another, one in sixty replaces one.
func BenchmarkNew(b *testing.B) {
	cfg := testConfig()
	in := Input{Config: cfg, Today: page.NewDate(2018, 1, 1)}
	for i := range 10_000 {
		path := func(i int) string { return fmt.Sprintf("policies/2017/%06d.md", i) }
		m := &page.Meta{
			Path: path(i), Category: "policies", Title: fmt.Sprintf("关于做好第%d批政府信息公开工作的通知", i),
			Date: page.NewDate(2008+i/1000, 1, i%1000), Subject: subjects[i%len(subjects)],
			IndexNumber: fmt.Sprintf("000014349/2017-%05d", i),
		}
		if i%3 == 0 {
			m.DocNumber, m.Validity = fmt.Sprintf("示政发〔2017〕%d号", i), "有效"
		}
		if i%6 == 5 {
			m.Interprets = []string{path(i - 5)}
		}
		if i%60 == 59 {
			m.Replaces = []string{path(i - 24)}
		}
		in.Metas = append(in.Metas, m)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, found := New(in); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

var subjects = [...]string{"", "综合政务/政务公开", "综合政务/电子政务", "财政、金融、审计/财政"}
