package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Titles, broken where a reader would break them.
//
// A browser breaks Chinese between any two characters, so that a title ends in 的通,
// and 知 stands alone on the next line. The heading of a page is written with
//
//	{{phrases .Title}}
//
// which holds together the phrases that are known, each in a span of class w, for
// which the style sheet forbids breaks: the text stays what it is, for whoever copies
// it, searches the page for it or has it read to him. A phrase is a number with its
// unit, a date, a short text in brackets or quotation marks, a word of those that
// titles are made of, each with the 的 behind it; and the last two characters,
// whatever they are.
//
// The words are no dictionary: what is not among them is broken as ever, and one
// found where none was meant forbids a break that nobody misses. In lists, where a
// title is one line of many, the style sheet alone sees to it that none ends in a line
// of one character.

const (
	holdOpen  = `<span class="w">`
	holdClose = "</span>"
)

// oneLine is how many bytes of a heading are one line on any telephone: ten characters.
const oneLine = 10 * han

// writePhrases writes text between tags with its phrases held together, where it may
// be longer than a line.
func writePhrases(m *machine, s string) {
	if len(s) <= oneLine {
		m.escape(s, inText)
		return
	}
	done := 0
	for i := 0; i < len(s); {
		n, known := phrase(s[i:])
		if known {
			m.escape(s[done:i], inText)
			m.out = append(m.out, holdOpen...)
			m.escape(s[i:i+n], inText)
			m.out = append(m.out, holdClose...)
			done = i + n
		}
		i += n
	}
	m.escape(s[done:], inText)
}

// han is the size of a Chinese character.
const han = 3

// phrase returns the length of what a text begins with, and whether that must not be
// broken: one character otherwise.
func phrase(s string) (n int, known bool) {
	first, size := utf8.DecodeRuneInString(s)
	switch first {
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		n = number(s)
	case '第', '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千':
		n = ordinal(s)
	case '（', '《', '〈', '〔', '“', '‘', '(':
		n = bracketed(s)
	default:
		n = lexicon.word(s)
	}
	if known = n > 0 && width(s[:n]) <= widestPhrase; !known {
		n = size
	}
	const of = "的"
	if (known || size == han) && strings.HasPrefix(s[n:], of) && width(s[:n+len(of)]) <= widestPhrase {
		n, known = n+len(of), true
	}
	if lastCharacter(s[n:]) && width(s[:n+han]) <= widestPhrase {
		n, known = n+han, true
	}
	return n, known
}

// widestPhrase is how wide a phrase may be, in fifths of a Chinese character: as a line in the
// largest type on the narrowest telephone, of which it would stick out.
const widestPhrase = 8*5 + 2

// width returns about how wide a text is in the bold type of headings.
func width(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r >= 0x2000: // Chinese, and its marks
			n += 5
		case 'A' <= r && r <= 'Z':
			n += 4
		default:
			n += 3
		}
	}
	return n
}

// lastCharacter reports whether a text is one Chinese character, with closing marks
// behind it or without: they stay with it in any case.
func lastCharacter(s string) bool {
	const mostMarks = 3
	if len(s) < han || len(s) > (1+mostMarks)*han {
		return false
	}
	r, size := utf8.DecodeRuneInString(s)
	return size == han && unicode.Is(unicode.Han, r) && strings.Trim(s[han:], "）》〉”’。") == ""
}

// Of numbers without an end, which some copy out of databases, this many bytes are
// held together: longestNumber where units are among them, as in a date, or so many
// digits and marks.
const (
	longestNumber = 24
	longestDigits = 14
)

// number returns the length of the number with its unit that a text begins with:
// 12.5公里, 2026年3月10日, 010-00000000.
func number(s string) int {
	n := 0
	for n < longestNumber {
		digits := digits(s[n:])
		if digits == 0 {
			break
		}
		what := unit(s[n+digits:])
		if n > 0 && width(s[:n+digits+what]) > widestPhrase {
			break // the day, and the hour is a phrase of its own
		}
		if n += digits + what; what == 0 {
			break
		}
	}
	return n
}

// digits returns the length of the digits that a text begins with, with the marks
// between two of them and a percent sign.
func digits(s string) int {
	n := 0
	s = s[:min(len(s), longestDigits)]
	for n < len(s) {
		switch c := s[n]; {
		case isDigit(c):
			n++
			continue
		case n > 0 && strings.IndexByte(".,:/-", c) >= 0 && n+1 < len(s) && isDigit(s[n+1]):
			n += 2
			continue
		case n > 0 && c == '%':
			n++
		}
		break
	}
	return n
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// ordinal returns the length of the number in characters that a text begins with,
// with 第 or without, and its unit: 第三季度, 十四五, 第8届.
func ordinal(s string) int {
	n, least := 0, 2*len("一")
	const th = "第"
	if strings.HasPrefix(s, th) {
		if digits := number(s[len(th):]); digits > 0 {
			return len(th) + digits
		}
		n, least = len(th), 2*len("一")
	}
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !strings.ContainsRune("〇零一二三四五六七八九十百千", r) {
			break
		}
		n += size
	}
	if n < least {
		return 0
	}
	return n + unit(s[n:])
}

// longestBracketed is how many bytes may stand between two brackets that are held
// together: six characters.
const longestBracketed = 6 * 3

// bracketed returns the length of the short text in brackets or quotation marks that
// a text begins with.
func bracketed(s string) int {
	r, size := utf8.DecodeRuneInString(s)
	end := ""
	switch r {
	case '（':
		end = "）"
	case '《':
		end = "》"
	case '〈':
		end = "〉"
	case '〔':
		end = "〕"
	case '“':
		end = "”"
	case '‘':
		end = "’"
	case '(':
		end = ")"
	default:
		return 0
	}
	within := s[size:min(len(s), size+longestBracketed+len(end))]
	i := strings.Index(within, end)
	if i < 0 {
		return 0
	}
	return size + i + len(end)
}

// wordList is a list of words of Chinese characters.
type wordList struct {
	words map[string]struct{}
	// lengths has the lengths in characters of the words that begin with two
	// characters, a bit each, by what slot makes of them: nearly all pairs begin none.
	lengths [1 << 12]uint8
}

func newWordList(words string) *wordList {
	l := &wordList{words: map[string]struct{}{}}
	for word := range strings.FieldsSeq(words) {
		l.words[word] = struct{}{}
		l.lengths[slot(word)] |= 1 << (len(word) / han)
	}
	return l
}

// slot mixes the first two characters of a text.
func slot(s string) uint32 {
	low := uint32(s[2]&63)<<6 | uint32(s[5]&63)
	return (low ^ uint32(s[1]&63)*37 ^ uint32(s[4]&63)*101) & (1<<12 - 1)
}

// word returns the length of the longest word that a text begins with, 0 if there is
// none.
func (l *wordList) word(s string) int {
	if len(s) < 2*han {
		return 0
	}
	lengths := l.lengths[slot(s)]
	for n := 7; lengths != 0 && n > 1; n-- {
		if lengths&(1<<n) == 0 || len(s) < n*han {
			continue
		}
		if _, ok := l.words[s[:n*han]]; ok {
			return n * han
		}
	}
	return 0
}

// unit returns the length of what is counted, where a text begins with it.
func unit(s string) int {
	if n := units.word(s); n > 0 {
		return n
	}
	const single = "年月日号时分点天岁个项件条款次届期批名人户家所座处份类级章节倍辆台套间位场种只株亩米吨元万亿"
	if len(s) >= han && strings.Contains(single, s[:han]) {
		return han
	}
	return 0
}

// units are what is counted in titles; those of one character are in unit.
var units = newWordList(`
年度 年版 月份 号令 号文件 小时 分钟 周年 季度 周岁 万元 亿元 万人 万亩 公里 千米 公顷 平方米 平方公里 立方米 人次
`)

// lexicon are the words that titles are made of: the kinds of documents first.
var lexicon = newWordList(`
决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 复函 纪要 会议纪要 公示
办法 管理办法 规定 暂行规定 细则 实施细则 实施办法 规则 规程 规范 标准 条例 制度 章程 方案 实施方案 工作方案 预案 应急预案 计划 规划 措施 要点 安排 指南 办事指南
清单 权责清单 目录 名单 结果 情况 说明 解读 政策解读 简介 概况 须知 流程 程序 问答 总结 任务 责任书 倡议书 公开信 声明 年报 年度报告 通知书 草案 试行 暂行 征求意见稿
关于 开展 加强 进一步 做好 印发 转发 公布 发布 实施 推进 促进 完善 建立 健全 深化 落实 贯彻 执行 调整 成立 设立 撤销 废止 修改 修订 修正 征求 征集 征求意见
召开 举办 举行 组织 启动 参加 部署 研究 进行 推动 强化 优化 提升 公开 招聘 招录 录用 聘用 任免 任前 表彰 奖励 处罚 许可 审批 审核 审查 备案 登记 申请 申报 办理 受理
检查 督查 监督 监管 执法 检测 监测 评估 评选 考核 考试 面试 体检 资格 成绩 批准 同意 取消 暂停 恢复
中华人民共和国 国务院 人民政府 人民 政府 办公室 办公厅 委员会 居委会 村委会 办事处 街道 社区 村民 居民 农民 群众 党委 党组 党建 党员 干部 机关 单位 部门 机构 职能 职责 领导 小组 成员
人员 工作 工作人员 协管员 分工 会议 代表 大会 主席 主任 镇长 办公会
信息 政务 政府信息 信息公开 依申请 年度 季度 农村 农业 农户 乡村 振兴 城乡 城镇 村庄 建设 管理 服务 便民 环境 人居 整治 治理 综合 专项 行动 活动 攻坚 改造
建房 住房 宅基地 耕地 土地 征收 征地 补偿 安置 流转 集体 经营 产业 项目 工程 投资 采购 招标 中标 成交 合同 资金 财政 预算 决算 收支 补贴 补助 救助 救灾 扶贫 帮扶 低保 特困
残疾人 老年人 儿童 养老 医疗 保险 社会 保障 最低 生活 生活保障 对象 保护 生态 水源 污染 污水 垃圾 大气 防治 防火 森林 防汛 抗旱 应急 安全 生产 消防 食品 药品 质量 疫情 防控
卫生 健康 教育 学校 文化 文化节 旅游 体育 宣传 培训 志愿 法治 法律 行政 复议 诉讼 信访 矛盾 纠纷 调解 统计 普查 人口 就业 创业 招商 营商 创新 发展 改革 问题 回头看 停水 停电
`)
