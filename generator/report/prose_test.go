package report

import (
	"strings"
	"testing"
)

// Statements that say nothing wrong: about other years, other things, parts
// that are not a whole, numbers that are no figures.
func TestSoundProse(t *testing.T) {
	for _, s := range []string{
		"去年收到政府信息公开申请12件。",
		"收到申请比上年增加3件，同比增长25%。",
		"2023年5月举办第3期培训，学习《条例》第20条。",
		"文件按照GB/T 9704标准印制，用A4纸。",
		"组织培训2次，发放材料500余页，约3万元。",
		"共发布信息10条，其中政策解读3条。",
		"共发布信息10条，其中政策解读3条、其他7条，另有微信文章50篇。",
		"共发布信息10条，其中政策解读3条（其中图解2条）、其他7条。",
		"共发布信息3条，其中甲类1条，占33%；乙类2条，占67%。",
		"信息共8489条，其中机构452条，占5.32%，法规461条，占5.43%，规划243条，占2.86%，职责79条，占0.93%，业务7254条，占85.45%。",
		"行政复议维持率100%。",
		"编号2023-00012号，电话010-69012345。",
		"| 收到申请99件 |",
		"```\n收到申请99件，共5条，其中1条、2条\n```",
		"[收到申请](a99件.md)",
		"### 收到申请99件",
	} {
		in := skeletonInput(t, 2023, nil)
		in.Body = []byte(strings.Replace(string(filled(in.Body)), "改进情况：已写明。", "改进情况：已写明。\n\n"+s, 1))
		if _, found := Parse(in); len(found) > 0 {
			t.Errorf("%s\n%s", s, printed(found, "zh"))
		}
	}
}

// The quantities of a sentence, as the checks see them.
func TestQuantities(t *testing.T) {
	in := skeletonInput(t, 2023, nil)
	in.Body = []byte("全年共收到**申请** 1,234 件，其中自然人{{requests.new.natural}}件（网上８件），占 12.50%，发文140余条。")
	r, _ := Parse(in)
	var got []string
	for _, q := range (proseCheck{r}).sentences()[0] {
		s := q.lead + "|" + q.spelled() + "|" + q.figure
		if q.vague != "" {
			s += "|" + q.vague
		}
		got = append(got, s)
	}
	want := []string{"全年共收到申请|1234件|", "其中自然人|0件|requests.new.natural", "（网上|8件|", "占|12.5%|", "发文|140条||余"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("quantities\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
