package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// surnames are the most frequent, which 24 in 25 people have, and those of two letters.
const (
	surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶牟艾尤阳穆司卓吉缪简车项连芦麦褚娄窦戚岑党宫费卜冷晏席卫米柏宗瞿桂佟应臧闵苟邬卞姬仇栾隋荣巫寇桑郎甄仲虞敖巩佘于时全边古农解景丛商沙"
	compound = "欧阳 上官 司马 诸葛 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 长孙 东方 端木 独孤 南宫 西门 申屠 宇文"
)

// notNames begin with a surname, and are words of tables and letters.
const notNames = " " +
	"万亩 万人 万元 万户 严格 严禁 严重 乔木 于是 付款 付费 任务 任期 任职 何时 余额 党员 党委 党建 党总支 " +
	"党支部 党政 全区 全县 全国 全市 全年 全部 全镇 全额 兰花 关于 关注 关爱 关系 关键 关闭 农业 农户 农机 " +
	"农村 农林 农民 农药 农资 凌晨 包干 包括 包村 包装 华侨 华北 单价 单位 单元 单项 卫健 卫生 卫计 古树 史料 " +
	"司机 司法 向上 向下 周期 周转 周边 唐山 商品 夏季 夏粮 季度 季节 宁夏 安全 安排 安监 安置 安装 宗地 尚未 " +
	"尤其 左侧 左右 席位 应付 应对 应当 应急 应收 康复 张贴 成交 成人 成功 成员 成品 成年 成本 成果 成立 房产 " +
	"房型 房屋 文件 文化 文号 文字 文明 文物 方向 方式 方案 方法 方面 施工 施肥 时期 时段 时间 时限 易燃 景区 " +
	"景观 曾经 李子 林业 林地 林场 林木 林权 武器 武汉 武装 段落 毕业 毛利 江河 江湖 江苏 江西 沈阳 温室 温度 " +
	"游客 游览 牛奶 牛羊 田地 申办 申报 申诉 申请 申领 白天 盛夏 石材 石油 程序 程度 章程 章节 童年 简介 简易 " +
	"管护 管理 管线 管网 管道 纪委 纪念 纪检 罗列 苏州 苗木 范围 范本 荣誉 蓝天 解决 解释 解除 许可 许多 谢绝 " +
	"谷物 费率 费用 贺信 路段 路灯 路线 路面 车牌 车辆 车间 边坡 边界 连接 连续 金属 金融 金额 钟点 钱数 钱款 " +
	"阳光 阳台 陆地 陆续 陈述 陶瓷 雷达 项目 项目部 颜色 马路 高中 高度 高新 高温 高级 高速 高龄 黄色 黄金 " +
	"齐全 龙头 "

// People are called by these before their names, without a blank.
var titles = []string{
	"姓名", "户主", "车主", "机主", "联系人", "申请人", "当事人", "经办人", "负责人", "驾驶人", "驾驶员", "司机", "村民", "居民", "学生", "患者", "被告", "原告", "户名", "死者", "伤者", "家属", "监护人", "受益人", "收款人", "持卡人", "同志", "业主", "群众", "老人",
}

// After a name, without a mark between, stands one of these.
var afterName = []string{
	"身份证", "电话", "手机", "联系", "驾驶", "家住", "住", "所有", "名下", "男", "女", "系", "的", "护照", "银行", "卡号", "账号", "持", "等", "同志", "因", "于", "为", "，",
}

// isName reports whether a text is the name of a person, by its surname and length, or
// because it has the dot of names in several parts.
func isName(text string) bool {
	var letters [5]rune
	n, dotted := 0, false
	for _, c := range text {
		switch {
		case c == ' ' || c == '\u3000':
			continue
		case c == '·' && n > 0:
			dotted = true
			continue
		case !unicode.Is(unicode.Han, c):
			return false
		}
		if n < len(letters) {
			letters[n] = c
		}
		n++
	}
	if dotted {
		return 4 <= n && n <= 12
	}
	if n < 2 || n > 4 {
		return false
	}
	name := string(letters[:n])
	if strings.Contains(compound, name[:2*utf8.UTFMax-2]) {
		return n > 2
	}
	return n < 4 && strings.ContainsRune(surnames, letters[0]) && !strings.Contains(notNames, " "+name+" ") &&
		!strings.ContainsAny(name, "某镇乡村县市省区局所部委院校室科站组年月日元数量率表号类级型费款额")
}

// named returns the name in a text in which there may be a title before it and other words
// behind it; "" if there is none.
func named(text string) string {
	text = strings.Trim(text, " \u3000\t\r\n")
	for _, t := range titles {
		if _, rest, ok := strings.Cut(text, t); ok && rest != "" {
			text = rest
			break
		}
	}
	if isName(text) {
		return text
	}
	for _, n := range []int{3, 2} {
		if size := n * 3; len(text) > size && utf8.RuneStart(text[size]) && isName(text[:size]) && startsAny(text[size:], afterName) {
			return text[:size]
		}
	}
	return ""
}

func startsAny(text string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

// How far from a number a name can stand, in bytes.
const nameAway = 90

// nameBeside reports whether the name of a person is beside the span: in another cell of
// its row, or in its sentence.
func (s span) nameBeside() bool {
	if !s.run[s.from].earlier && len(s.p.Cells) > 1 && s.row.nameIn(s.p) >= 0 {
		return true
	}
	before := s.preceding()
	before = before[max(0, len(before)-nameAway):]
	if i := strings.LastIndexAny(before, "。；;"); i >= 0 {
		before = before[i:]
	}
	last := s.run[s.to-1]
	after := s.textOf(last)[last.end:]
	after = after[:min(len(after), nameAway)]
	if i := strings.IndexAny(after, "。；;"); i >= 0 {
		after = after[:i]
	}
	return hasName(before) || hasName(after)
}

// hasName reports whether a part of a text between marks, blanks and digits is a name.
func hasName(text string) bool {
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool {
		return !unicode.Is(unicode.Han, r) && r != '·'
	}) {
		if named(part) != "" {
			return true
		}
	}
	return false
}

// Heads of columns of names.
var wordsOfName = []string{"姓名", "户主", "申请人", "享受人", "救助对象", "残疾人", "家庭成员", "学生", "患者", "被保险人", "受益人", "监护人", "持卡人", "当事人"}

// name returns the cell of a row that has the name of a person; -1 if none has.
func (p Passage) name() int {
	for i, text := range p.Cells {
		if i < len(p.Heads) && containsAny(p.Heads[i], wordsOfName) && isWritten(text) {
			return i
		}
	}
	for i, text := range p.Cells {
		if len(text) <= nameAway && isName(strings.TrimSpace(text)) {
			return i
		}
	}
	return -1
}

// isWritten reports whether a cell below 姓名 has a name and not a part of one: two
// letters of Chinese at least, nothing masked.
func isWritten(text string) bool {
	n := 0
	for _, c := range text {
		switch {
		case unicode.Is(unicode.Han, c) && c != '某':
			n++
		case c == '某' || maskOf(c):
			return false
		}
	}
	return 2 <= n && n <= 8
}

// Behind a word of a condition, these say whose it is, or what is paid.
var afterCondition = []string{"家庭", "对象", "人员", "儿童", "老人", "户", "人", "金", "的", "补助", "补贴"}

// Person reports whether a text that has no sentences, such as the name of a file, has what
// looks like the name of a person right beside a word of somebody's health or need, or as a
// part of its own: 张三低保名单, 低保户-张三.
func (f *Finder) Person(text string) bool {
	named, needy := false, false
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != '·' }) {
		named = named || isName(part)
		from, to := f.conditions.find(part)
		if from < 0 {
			continue
		}
		needy = true
		before, behind := strings.TrimSuffix(part[:from], "的"), part[to:]
		for _, word := range afterCondition {
			behind = strings.TrimPrefix(behind, word)
		}
		if beginsWithName(behind) || endsInName(before) {
			return true
		}
	}
	return named && needy
}

// beginsWithName reports whether the first two or three letters of a text are a name, and
// nothing is behind them but what is paid.
func beginsWithName(text string) bool {
	letters := []rune(text)
	for n := 2; n <= 3 && n <= len(letters); n++ {
		rest := string(letters[n:])
		if isName(string(letters[:n])) && (rest == "" || startsAny(rest, afterCondition)) {
			return true
		}
	}
	return false
}

// endsInName reports whether the last two or three letters of a text are a name.
func endsInName(text string) bool {
	letters := []rune(text)
	for n := 2; n <= 3 && n <= len(letters); n++ {
		if isName(string(letters[len(letters)-n:])) {
			return true
		}
	}
	return false
}
