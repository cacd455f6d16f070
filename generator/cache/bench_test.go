package cache_test

import (
	"html/template"
	"strings"
	"testing"

	"gongkai/generator/cache"
)

// The shape of a document's view, without its body.
type (
	link struct {
		Text, Href       string
		Current, Counted bool
		Count            int
		External         bool
	}
	pair  struct{ Name, Content string }
	field struct{ Name, Value, Href, Class string }
	head  struct {
		Title     string
		Metas     []pair
		Canonical string
		Feed      link
		NoIndex   bool
		Refresh   string
	}
	Common struct {
		Head       head
		Root       string
		Title      string
		Breadcrumb []link
	}
	view struct {
		Common
		Fields                                []field
		Banner                                struct{ Kind, Text string }
		Date, Source, Issuer, Author, Summary string
		Body                                  template.HTML
		Older, Newer                          link
		Mark                                  string
	}
)

func document() *view {
	v := &view{Date: "2017-03-15 10:30", Source: "某镇党政办公室", Issuer: "某镇人民政府", Summary: strings.Repeat("概述", 40)}
	v.Title = "某镇政府信息公开管理办法"
	v.Root = "../../"
	v.Head.Title = "某镇政府信息公开管理办法 - 某镇人民政府"
	v.Head.Canonical = "https://www.example.cn/policies/2017/0003.html"
	for _, name := range strings.Fields("SiteName SiteDomain SiteIDCode ArticleTitle PubDate ContentSource Keywords Author Description Image Url ColumnName ColumnDescription ColumnKeywords ColumnType") {
		v.Head.Metas = append(v.Head.Metas, pair{name, "某镇政府信息公开管理办法"})
	}
	for range 3 {
		v.Breadcrumb = append(v.Breadcrumb, link{Text: "政策文件", Href: "../../policies/index.html"})
	}
	for range 10 {
		v.Fields = append(v.Fields, field{Name: "索引号", Value: "000014349/2017-00003"})
	}
	v.Older = link{Text: "某镇政府信息公开工作年度报告", Href: "../2016/0009.html"}
	v.Newer = v.Older
	return v
}

func BenchmarkComponents(b *testing.B) {
	var v any = document()
	var dst []uint64
	b.ReportAllocs()
	for b.Loop() {
		dst = cache.AppendComponents(dst[:0], v)
	}
}

func BenchmarkAppend(b *testing.B) {
	codec, v := cache.For[view](), document()
	buf := codec.Append(nil, v)
	b.SetBytes(int64(len(buf)))
	b.ReportAllocs()
	for b.Loop() {
		buf = codec.Append(buf[:0], v)
	}
}

func BenchmarkSum(b *testing.B) {
	codec, v := cache.For[view](), document()
	for b.Loop() {
		codec.Sum(v)
	}
}

func BenchmarkDecode(b *testing.B) {
	codec := cache.For[view]()
	data := codec.Append(nil, document())
	var v view
	for name, read := range map[string]func([]byte, *view) ([]byte, error){"copied": codec.Decode, "shared": codec.DecodeShared} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				read(data, &v)
			}
		})
	}
}
