package ooxml

import (
	"strconv"
	"strings"

	"gongkai/generator/diag"
)

// Place is where in a file something stands. It is a value that costs nothing to
// make; Text puts it into words.
type Place struct {
	area      area
	aspect    aspect
	box       bool   // in a text box
	n         int32  // which one of its area: the second footnote, the third page
	name      string // of a sheet, or of a part that has no other name
	table     int32  // which table, from 1; 0: none
	row, cell int32  // from 1
	paragraph int32  // from 1, where it is in no table
}

// area is a part of a file as people know it.
type area uint8

const (
	areaBody area = iota
	areaHeader
	areaFooter
	areaFootnote
	areaEndnote
	areaComment
	areaSheet
	areaSlide
	areaSlideNotes
	areaPage
	areaProperties
	areaChart
	areaDiagram
	areaDrawing
	areaOther
)

// aspect is what about a place a text is, where it is not simply what is shown.
type aspect uint8

const (
	aspectShown aspect = iota
	aspectHidden
	aspectDeleted
	aspectFieldCode
	aspectLink
	aspectAlternative
	aspectAuthor
	aspectFormula
	aspectStored
	aspectName
	aspectFallback
	aspectLabel
)

// areaWords are the names of the areas; %d is which one.
var areaWords = [...]diag.Text{
	areaBody:       {},
	areaHeader:     {ZH: "页眉", EN: "header"},
	areaFooter:     {ZH: "页脚", EN: "footer"},
	areaFootnote:   {ZH: "脚注", EN: "footnote"},
	areaEndnote:    {ZH: "尾注", EN: "endnote"},
	areaComment:    {ZH: "批注", EN: "comment"},
	areaSheet:      {ZH: "工作表", EN: "sheet"},
	areaSlide:      {ZH: "幻灯片", EN: "slide"},
	areaSlideNotes: {ZH: "备注页", EN: "notes of slide"},
	areaPage:       {ZH: "第", EN: "page"},
	areaProperties: {ZH: "文档属性", EN: "properties"},
	areaChart:      {ZH: "图表", EN: "chart"},
	areaDiagram:    {ZH: "SmartArt 图形", EN: "SmartArt"},
	areaDrawing:    {ZH: "图形", EN: "drawing"},
	areaOther:      {ZH: "内部数据", EN: "part"},
}

var aspectWords = [...]diag.Text{
	aspectShown:       {},
	aspectHidden:      {ZH: "隐藏的文字", EN: "hidden"},
	aspectDeleted:     {ZH: "修订中删除的文字", EN: "deleted, tracked"},
	aspectFieldCode:   {ZH: "域代码", EN: "field code"},
	aspectLink:        {ZH: "链接的地址", EN: "address of a link"},
	aspectAlternative: {ZH: "替代文字", EN: "alternative text"},
	aspectAuthor:      {ZH: "作者", EN: "author"},
	aspectFormula:     {ZH: "公式", EN: "formula"},
	aspectStored:      {ZH: "未按格式显示的值", EN: "value as stored"},
	aspectName:        {ZH: "名称", EN: "name"},
	aspectFallback:    {ZH: "供旧版本显示的内容", EN: "content for old versions"},
	aspectLabel:       {ZH: "编号", EN: "number"},
}

// Written reports whether what stands here is of the document itself, as somebody has
// written it, shown or hidden: no property, no name, nothing that a program keeps.
func (p Place) Written() bool {
	switch {
	case p.area == areaProperties, p.area == areaOther, p.area == areaSheet && p.row == 0: // headers for print
		return false
	}
	switch p.aspect {
	case aspectFieldCode, aspectAuthor, aspectName, aspectLabel:
		return false
	}
	return true
}

// Text says where the place is: 表 2 第 3 行第 1 格; 工作表 名单!C17; 批注 2.
func (p Place) Text() diag.Text {
	var zh, en []string
	add := func(t diag.Text) {
		if t.ZH != "" {
			zh, en = append(zh, t.ZH), append(en, t.EN)
		}
	}
	add(p.areaText())
	add(p.spotText())
	if p.box {
		add(diag.Text{ZH: "文本框", EN: "text box"})
	}
	add(aspectWords[p.aspect])
	return diag.Text{ZH: strings.Join(zh, " "), EN: strings.Join(en, ", ")}
}

func (p Place) areaText() diag.Text {
	words := areaWords[p.area]
	switch {
	case p.area == areaPage:
		return diag.Text{ZH: words.ZH + " " + number(p.n) + " 页", EN: words.EN + " " + number(p.n)}
	case p.area == areaSheet && p.row > 0:
		cell := p.name + "!" + cellName(p.row, p.cell)
		return diag.Text{ZH: words.ZH + " " + cell, EN: words.EN + " " + cell}
	case p.name != "":
		return diag.Text{ZH: words.ZH + " " + p.name, EN: words.EN + " " + p.name}
	case p.n > 0 && words.ZH != "":
		return diag.Text{ZH: words.ZH + " " + number(p.n), EN: words.EN + " " + number(p.n)}
	}
	return words
}

// spotText says where within its area the place is.
func (p Place) spotText() diag.Text {
	t, r, c := number(p.table), number(p.row), number(p.cell)
	switch {
	case p.area == areaSheet:
		return diag.Text{}
	case p.table > 0 && p.row > 0:
		return diag.Text{ZH: "表 " + t + " 第 " + r + " 行第 " + c + " 格", EN: "table " + t + " row " + r + " cell " + c}
	case p.table > 0:
		return diag.Text{ZH: "表 " + t, EN: "table " + t}
	case p.paragraph > 0 && (p.area == areaBody || p.area == areaSlide):
		n := number(p.paragraph)
		return diag.Text{ZH: "第 " + n + " 段", EN: "paragraph " + n}
	}
	return diag.Text{}
}

// as returns the place with what about it a text is.
func (p Place) as(a aspect) Place {
	p.aspect = a
	return p
}

// cellName returns the name of a cell: C17 for row 17, column 3.
func cellName(row, column int32) string {
	var letters []byte
	for ; column > 0; column = (column - 1) / 26 {
		letters = append([]byte{byte('A' + (column-1)%26)}, letters...)
	}
	return string(letters) + number(row)
}

func number(n int32) string { return strconv.Itoa(int(n)) }
