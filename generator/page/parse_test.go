package page

import (
	"bytes"
	"os"
	"testing"

	"gongkai/generator/diag"
)

// typical is a front matter of the common shape: ten keys, plain values.
const typical = `---
title: 巨各庄镇政府信息公开管理办法
category: policies
date: 2017-03-15
written: 2017-03-10
doc_number: 巨政发〔2017〕3号
index_number: 000014349/2017-00003
issuer: 巨各庄镇人民政府
subject: 综合政务/政务公开
genre: 通知
keywords: [政府信息公开, 管理办法]
---
正文。
`

func TestX(t *testing.T) {
	p, ds := Parse("policies/2017/0003.md", []byte(typical))
	t.Logf("%+v", p)
	diag.Printer{W: os.Stdout, Lang: "zh"}.Print(ds)
}

func BenchmarkParse(b *testing.B) {
	body := bytes.Repeat([]byte("为规范政府信息公开工作，根据条例，结合本镇实际，制定本办法。\n"), 35)
	data := append([]byte(typical), body...)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		Parse("policies/2017/0003.md", data)
	}
}
