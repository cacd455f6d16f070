package export_test

import (
	"testing"

	"gongkai/generator/export"
)

// BenchmarkRow appends one row of the catalog.
func BenchmarkRow(b *testing.B) {
	row := row
	row.Title, row.Summary = "关于做好政府信息公开工作的通知", "对进一步做好政府信息公开工作提出要求，明确责任分工和完成时限。"
	row.Issuer, row.Source, row.Base = "示例镇人民政府", "示例镇人民政府", "https://example.org/zz/"
	for _, form := range []struct {
		name string
		add  func(*export.Row, []byte) []byte
	}{{"json", (*export.Row).AppendJSON}, {"csv", (*export.Row).AppendCSV}, {"data", (*export.Row).AppendData}} {
		b.Run(form.name, func(b *testing.B) {
			b.ReportAllocs()
			var out []byte
			for b.Loop() {
				out = form.add(&row, out[:0])
			}
		})
	}
}

// BenchmarkXML appends one address of a sitemap.
func BenchmarkXML(b *testing.B) {
	b.ReportAllocs()
	var out []byte
	for b.Loop() {
		out = export.AppendAddress(out[:0], "https://example.org/zz/", "policies/2017/0003.html", "2017-03-15")
	}
}
