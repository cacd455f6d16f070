package extract

import (
	"encoding/hex"
	"strings"
	"testing"
)

// TestRTF: every place in which a text may be.
func TestRTF(t *testing.T) {
	jpeg := hex.EncodeToString([]byte("\xff\xd8\xff\xd9"))
	body := `{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}}{\*\generator x;}` +
		`{\info{\author \'d5\'c5\'c4\'b3}{\operator a{\b b}}{\creatim\yr2026}}{\*\userprops{\propname phone}\proptype30{\staticval 13800138002}}{\*\docvar{a}{13800138003}}` +
		`{\header\pard head\par}{\footer foot}` +
		`\pard \u24352?\'c4\'b3 138{\b 0013}8000\line next\par ` +
		`shown{\v hid\u26263?}{\deleted gone}end\par` +
		`\uc2\u-10179\'3f\'3f\u-8704\'3f\'3fx\uc1{\footnote note}{\*\annotation{\*\atnauthor writer}remark}\par` +
		`{\field{\*\fldinst HYPERLINK "mailto:a@b.cn"}{\fldrslt link}}{\*\bkmkstart mark}\par` +
		`\trowd\pard\intbl \'d0\'d5\'c3\'fb\cell \'b5\'e7\'bb\'b0\cell\row \trowd\intbl \'d5\'c5\'c4\'b3\par 2\cell 13800138000\cell\row\pard` +
		`{\shp{\*\shpinst{\shptxt box\par}}}{\*\unknown secret}{\pict\jpegblip ` + jpeg + `}{\object{\*\objdata 0102}}last}`
	sees(t, "a.rtf", []byte(body), []string{"图片! 图片里的文字", "内嵌对象! 不认识的格式"},
		"文档属性 作者*: 张某", "文档属性 最后一次保存者*: ab", "文档属性 staticval*: 13800138002", "文档变量*: a13800138003", "页眉: head", "页脚: foot",
		"第 1 段: 张某 13800138000\nnext", "第 2 段: shownend", "第 2 段 隐藏的文字*: hid暗", "第 2 段 修订中删除的文字*: showngoneend", "第 3 段: 😀x", "脚注: note", "批注: remark", "批注 作者*: writer",
		`域代码*: HYPERLINK "mailto:a@b.cn"`, "第 4 段: link", "书签*: mark", "表 1 第 1 行第 2 格: 姓名 | 电话", "表 1 第 2 行第 2 格: 姓名=张某\n2 | 电话=13800138000",
		"文本框: box", "内部数据 unknown*: secret", "第 5 段: last")
	sees(t, "a.doc", []byte(`{\rtf1 text}`), []string{"! 扩展名与内容不符: 扩展名是 .doc，内容是 rtf"}, "第 1 段: text")
	sees(t, "a.rtf", []byte(`{\rtf1 {\fonttbl{\f0 SimSun;}{\f1 13800138000;}}{\stylesheet{\s0 Normal;}}text\bin11 13800138001}`), []string{"内部数据 bin! 不认识的格式"}, "第 1 段: text", "内部数据 fonttbl*: SimSun;13800138000;")
	sees(t, "a.rtf", []byte(`{\rtf1 {\b text`), []string{"! 损坏，读不完: 文件的结尾不在了，多半没有传完"}, "第 1 段: text")
	sees(t, "a.rtf", []byte(`{\rtf1 `+strings.Repeat("{", 1<<20)+"deep"+strings.Repeat("}", 1<<20)+"}"), nil, "第 1 段: deep")
}
