package privacytest

import (
	"fmt"
	"strings"
)

// Innocent returns at least so many bytes of text full of numbers, none of which is
// personal: notices of awards, budgets, lists of document numbers, annual reports, project
// codes, contracts, files on the Web.
func (m *Maker) Innocent(size int) []Passage {
	makers := []func(*Maker) []Passage{award, budget, numbers, annual, codes, contract, register, statistics, files, goods}
	var all []Passage
	for n := 0; n < size; {
		for _, p := range pick(m, makers...)(m) {
			all = append(all, p)
			n += len(strings.Join(p.Cells, "")) + len(p.Cells)
		}
	}
	return all
}

func paragraph(format string, args ...any) Passage {
	return Passage{Cells: []string{fmt.Sprintf(format, args...)}}
}

// table makes rows below heads.
func table(heads []string, n int, row func(i int) []string) []Passage {
	all := []Passage{{Cells: heads}}
	for i := range n {
		all = append(all, Passage{Cells: row(i), Heads: heads})
	}
	return all
}

func (m *Maker) date() string {
	return fmt.Sprintf("%d年%d月%d日", 2015+m.rng.IntN(11), 1+m.rng.IntN(12), 1+m.rng.IntN(28))
}

func (m *Maker) landline() string {
	return pick(m, "0536-", "010-", "(010)", "0371 ", "021－") + fmt.Sprint(2+m.rng.IntN(7)) + m.digits(6+m.rng.IntN(2))
}

func (m *Maker) amount() string {
	whole := 1 + m.rng.IntN(pick(m, 1000, 1000000, 100000000, 2000000000))
	switch m.rng.IntN(4) {
	case 0:
		return fmt.Sprintf("%d.%02d", whole, m.rng.IntN(100))
	case 1:
		return thousands(whole)
	}
	return fmt.Sprint(whole)
}

func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Credit returns a unified social credit code, of an office or of a company.
func (m *Maker) Credit() string {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	body := pick(m, "00", "31", "59", "MA", "74") + m.digits(6)
	sum := 0
	for i, w := range []int{3, 7, 9, 10, 5, 8, 4, 2} {
		v := int(body[i] - '0')
		if body[i] > '9' {
			v = int(body[i]-'A') + 10
		}
		sum += v * w
	}
	body = pick(m, "11", "12", "91", "93", "54") + m.region() + body + string("0X987654321"[sum%11])
	sum, weight := 0, 1
	for i := range len(body) {
		sum += strings.IndexByte(alphabet, body[i]) * weight
		weight = weight * 3 % 31
	}
	return body + string(alphabet[(31-sum%31)%31])
}

func (m *Maker) documentNumber() string {
	return fmt.Sprintf("%s〔%d〕%d号", pick(m, "国办发", "东政发", "鲁财农", "发改投资", "镇政字"), 2010+m.rng.IntN(17), 1+m.rng.IntN(300))
}

func (m *Maker) company() string {
	return pick(m, "山东", "北京", "东河", "鑫源", "恒泰") + pick(m, "建筑工程", "园林绿化", "环保科技", "物业管理", "市政工程") + "有限公司"
}

func award(m *Maker) []Passage {
	all := []Passage{
		paragraph("项目编号：SD%s-%s-%s", m.digits(4), m.digits(8), m.digits(6)),
		paragraph("采购计划编号：%s%s", m.day(2015, 2026), m.digits(10)),
		paragraph("中标供应商：%s，统一社会信用代码：%s，地址：东河市人民路%d号，中标金额：%s元", m.company(), m.Credit(), 1+m.rng.IntN(300), m.amount()),
		paragraph("评审得分：%s、%s、%s", m.score(), m.score(), m.score()),
		paragraph("联系人：%s，联系电话：%s，邮编%s", m.Name(), m.landline(), m.digits(6)),
		paragraph("公告时间：%s%s%s至%s", m.date(), pick(m, " ", "　"), "08:30:00", m.date()),
		paragraph("户名：%s；开户行：中国农业银行东河支行；保证金账号：%s", m.company(), m.digits(pick(m, 15, 17, 19))),
	}
	return append(all, table([]string{"标段", "供应商", "信用代码", "报价（元）", "得分"}, 4, func(i int) []string {
		return []string{fmt.Sprint(i + 1), m.company(), m.Credit(), m.amount(), m.score()}
	})...)
}

func (m *Maker) score() string { return fmt.Sprintf("%d.%02d", 60+m.rng.IntN(40), m.rng.IntN(100)) }

func budget(m *Maker) []Passage {
	heads := []string{"科目编码", "科目名称", "合计", "基本支出", "项目支出", "备注"}
	return table(heads, 12, func(int) []string {
		return []string{m.digits(pick(m, 3, 5, 7)), pick(m, "一般公共服务支出", "行政运行", "社会保障和就业支出", "农林水支出"), m.amount(), m.amount(), m.amount(), pick(m, "", "含上年结转"+m.amount()+"元")}
	})
}

func numbers(m *Maker) []Passage {
	var all []Passage
	for range 8 {
		all = append(all, paragraph("%d.%s《关于印发〈东河镇%d年工作要点〉的通知》（%s），%s印发", 1+m.rng.IntN(40), m.documentNumber(), 2010+m.rng.IntN(16), m.documentNumber(), m.date()),
			paragraph("索引号：%s/%d-%s", pick(m, m.digits(9), m.Credit(), m.digits(15)), 2010+m.rng.IntN(16), m.digits(5)))
	}
	return all
}

func annual(m *Maker) []Passage {
	n := func(limit int) int { return m.rng.IntN(limit) }
	return []Passage{
		paragraph("%d年，本镇主动公开政府信息%d条，网站访问量%d次，收到申请%d件，答复%d件，办结率%s%%。", 2010+n(16), n(5000), n(90000000), n(100), n(100), m.score()),
		paragraph("完成投资%s元，同比增长%d.%d%%；粮食总产量%s吨，惠及%d户%d人。", m.amount(), n(100), n(10), m.amount(), n(10000), n(40000)),
		paragraph("全镇地区生产总值1%d%s元，其中第一产业1%d%s元。", 3+n(7), m.digits(9), 3+n(7), m.digits(9)),
		paragraph("比上年%d %d %d %d，增减%d %d", n(1000), n(1000), n(10000), n(10000), n(100), n(100)),
		paragraph("用电1%d%s千瓦时，用水1%d%s立方米，发放1%d%s户", 3+n(7), m.digits(9), 3+n(7), m.digits(9), 3+n(7), m.digits(9)),
	}
}

func codes(m *Maker) []Passage {
	return []Passage{
		paragraph("项目代码：%d-%s-%s-%s-%s", 2015+m.rng.IntN(11), m.region(), m.digits(2), m.digits(2), m.digits(6)),
		paragraph("立案号：%s%s%s", m.region(), m.day(2015, 2026), m.digits(4)),
		paragraph("受理编号%s%s", m.day(2015, 2026), m.digits(pick(m, 6, 8, 10))),
		paragraph("订单号 %s，流水号：%s", m.digits(18), m.digits(pick(m, 16, 18, 20))),
		paragraph("宗地代码：%sGB%s，不动产单元号%s", m.digits(12), m.digits(5), m.digits(12)+"GB"+m.digits(5)+"F"+m.digits(8)),
		paragraph("区划代码%s，行业代码%s，登记时间%s%s", m.region()+m.digits(6), m.digits(4), m.day(2015, 2026), "153000"),
		paragraph("食品经营许可证编号：JY1%s；药品批准文号：国药准字H20%s；合同编号：HT-%d-%s", m.digits(13), m.digits(6), 2015+m.rng.IntN(11), m.digits(4)),
		paragraph("发票代码：%s，发票号码：%s", m.digits(12), m.digits(8)),
	}
}

func contract(m *Maker) []Passage {
	return []Passage{
		paragraph("甲方：东河镇人民政府；乙方：%s。合同价款：人民币%s元（￥%s）。", m.company(), m.amount(), m.amount()),
		paragraph("收款单位：%s，账号：%s，开户银行：中国建设银行东河支行，行号%s。", m.company(), m.digits(pick(m, 12, 17, 19, 20)), m.digits(12)),
		paragraph("工程量：%s立方米、%s平方米、%s米，单价%s元。", m.amount(), m.amount(), m.amount(), m.score()),
		paragraph("坐标：东经%d.%s，北纬%d.%s；高程%s米。", 100+m.rng.IntN(30), m.digits(9), 20+m.rng.IntN(20), m.digits(9), m.score()),
	}
}

func register(m *Maker) []Passage {
	return table([]string{"序号", "立案号", "办理单位", "信用代码", "登记编号", "办结时间"}, 10, func(i int) []string {
		return []string{fmt.Sprint(i + 1), m.region() + m.day(2015, 2026) + m.digits(4), "东河镇人民政府", m.Credit(), m.digits(pick(m, 11, 13, 16, 19)), m.day(2015, 2026) + m.digits(6)}
	})
}

func statistics(m *Maker) []Passage {
	row := func(int) []string {
		cells := []string{pick(m, "东河村", "西山村", "合计", "南岭社区")}
		for range 8 {
			cells = append(cells, fmt.Sprint(m.rng.IntN(pick(m, 10, 100, 1000, 10000, 1000000))))
		}
		return cells
	}
	all := table([]string{"村（社区）", "户数", "人口", "耕地（亩）", "粮食（吨）", "一季度", "二季度", "三季度", "四季度"}, 8, row)
	for range 4 { // and as text, divided by blanks
		all = append(all, paragraph("%s", strings.Join(row(0), pick(m, " ", "  ", "\t", "\n"))))
	}
	return all
}

func files(m *Maker) []Passage {
	hex := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteByte("0123456789abcdef"[m.rng.IntN(16)])
		}
		return b.String()
	}
	return []Passage{
		paragraph("https://www.example.com/attachment/%s/%s.pdf?t=1%s", m.digits(8), hex(32), m.digits(12)),
		paragraph("下载：http://example.cn/art/%d/%d/%d/art_%s_%s.html", 2015+m.rng.IntN(11), 1+m.rng.IntN(12), 1+m.rng.IntN(28), m.digits(5), m.digits(7)),
		paragraph("SHA-256：%s", hex(64)),
		paragraph("版本 %d.%d.%d，构建%s，IP %d.%d.%d.%d", m.rng.IntN(20), m.rng.IntN(20), m.rng.IntN(200), m.day(2015, 2026), 1+m.rng.IntN(254), m.rng.IntN(255), m.rng.IntN(255), m.rng.IntN(255)),
		paragraph("附件%d：%s%s.docx（%dKB）", 1+m.rng.IntN(9), m.day(2015, 2026), m.digits(6), m.rng.IntN(100000)),
		paragraph("图%s_%s.jpg，%d×%d", m.day(2015, 2026), m.digits(6), 100*m.rng.IntN(50), 100*m.rng.IntN(50)),
	}
}

func goods(m *Maker) []Passage {
	all := []Passage{
		paragraph("ISBN 978-7-%s-%s-%s，定价%s元，ISSN %s-%s", m.digits(3), m.digits(5), m.digits(1), m.score(), m.digits(4), m.digits(4)),
		paragraph("服务热线：400-%s-%s，投诉电话12345、%s转%s", m.digits(3), m.digits(4), m.landline(), m.digits(4)),
	}
	return append(all, table([]string{"序号", "资产编号", "名称", "规格型号", "数量", "条码", "单价"}, 6, func(i int) []string {
		return []string{fmt.Sprint(i + 1), "ZC" + m.digits(10), "办公桌", fmt.Sprintf("%d*%d*%d", m.rng.IntN(2000), m.rng.IntN(2000), m.rng.IntN(2000)), fmt.Sprint(m.rng.IntN(100)), "69" + m.digits(11), m.amount()}
	})...)
}
