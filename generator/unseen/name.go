package unseen

// named is what characters from one to another are called.
type named struct {
	from, to rune
	zh, en   string
}

// Name says what an unseen character is, in Chinese and in English.
func Name(r rune) (zh, en string) {
	for _, n := range []named{
		{0x00AD, 0x00AD, "软连字符", "soft hyphen"},
		{0x034F, 0x034F, "组合字符连接符", "combining grapheme joiner"},
		{0x061C, 0x061C, "阿拉伯文方向标记", "Arabic letter mark"},
		{0x115F, 0x1160, "谚文字母填充符", "Hangul jamo filler"},
		{0x3164, 0x3164, "谚文填充符", "Hangul filler"},
		{0xFFA0, 0xFFA0, "半角谚文填充符", "halfwidth Hangul filler"},
		{0x17B4, 0x17B5, "不显示的高棉文元音", "inherent vowel of Khmer"},
		{0x180E, 0x180E, "蒙古文元音分隔符", "Mongolian vowel separator"},
		{0x180B, 0x180F, "蒙古文变体选择符", "Mongolian variation selector"},
		{0x200B, 0x200B, "零宽空格", "zero width space"},
		{0x200C, 0x200C, "零宽不连字", "zero width non-joiner"},
		{0x200D, 0x200D, "零宽连字", "zero width joiner"},
		{0x200E, 0x200E, "从左到右标记", "left-to-right mark"},
		{0x200F, 0x200F, "从右到左标记", "right-to-left mark"},
		{0x202D, 0x202D, "强制从左到右的方向控制符", "left-to-right override"},
		{0x202E, 0x202E, "强制从右到左的方向控制符", "right-to-left override"},
		{0x202A, 0x202C, "方向控制符", "control of direction"},
		{0x2066, 0x2069, "方向隔离符", "control of direction"},
		{0x2060, 0x2060, "词连接符", "word joiner"},
		{0x2061, 0x2064, "不显示的数学运算符", "invisible operator"},
		{0x206A, 0x206F, "已停用的格式字符", "deprecated format character"},
		{0x2800, 0x2800, "盲文空方", "blank of Braille"},
		{0xFE00, 0xFE0F, "变体选择符", "variation selector"},
		{0xE0100, 0xE01EF, "变体选择符", "variation selector"},
		{0xFEFF, 0xFEFF, "字节顺序标记", "byte order mark"},
		{0xFFF9, 0xFFFB, "行间注释标记", "mark of a remark between lines"},
		{0xE0000, 0xE007F, "标签字符", "tag"},
	} {
		if n.from <= r && r <= n.to {
			return n.zh, n.en
		}
	}
	return "格式字符", "format character"
}
