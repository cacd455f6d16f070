package sitetest_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// writeClerk writes what a clerk makes of the site of init in a year: every
// category switched on, and in them what offices publish: a notice pasted out of
// Word, lists of names, the list of powers and duties, accounts, news with photos,
// a guide to a service. The texts are in testdata/clerk; workbooks and photos are
// made here.
func writeClerk(t *testing.T, dir string) {
	writeStarter(t, dir)
	must(t, os.RemoveAll(filepath.Join(dir, "content", "policies")))
	config, err := os.ReadFile(filepath.Join(dir, "config.toml"))
	must(t, err)
	write(t, dir, map[string][]byte{
		"config.toml":                           clerkConfig(config),
		"content/notices/2026/0002-名单.xlsx":     nameList(t),
		"content/duties/2026/0001-权责清单.xlsx":    duties(t),
		"content/budget/2026/0001-决算.xlsx":      accounts(t),
		"content/dynamics/2026/0001-a.jpg":      photo(t, 2000, 1125),
		"content/dynamics/2026/0001-b.jpg":      photo(t, 600, 900),
		"content/dynamics/2026/0001-c.png":      photo(t, 320, 240),
		"content/reports/2025/applications.csv": []byte("received,applicant,channel,outcome,closed\n2025-03-01,natural,web,granted,2025-03-10\n"),
	})
	must(t, os.CopyFS(dir, os.DirFS("testdata/clerk")))
}

var (
	offered = regexp.MustCompile(`(?m)^# (\[\[category\]\]|(?:key|name|description|keywords|column_type|kind|statutory) = .*)$`)
	given   = strings.NewReplacer(
		`# base_url = "https://www.example.gov.cn/"`, `base_url = "https://town.example/"`,
		`phone = "示例，请填写"`, `phone = "010-20000000（办公室）、010-20000001（传真）"`,
		`online = "示例，请填写"`, `online = "https://www.example.gov.cn/zwgk/ysqgk/index.html，电子邮箱：open@town.example"`,
		`hours = "示例，请填写"`, `hours = "周一至周五 8:30—12:00，13:30—17:30（法定节假日除外）"`,
		`page_size = 20`, `page_size = 4`, `catalog_size = 50`, `catalog_size = 10`,
	)
)

// clerkConfig switches on the categories that config.toml offers as comments, and
// fills in how the office is reached.
func clerkConfig(config []byte) []byte {
	head, categories, _ := strings.Cut(string(config), "# 栏目。key")
	return []byte(given.Replace(head) + "# 栏目。key" + offered.ReplaceAllString(categories, "$1"))
}

// nameList is a list of 60 persons under a title that is merged over all columns.
func nameList(t testing.TB) []byte {
	rows := [][]any{{"2026年第一季度城乡居民最低生活保障对象名单"}, {"序号", "姓名", "性别", "所在村（社区）", "保障人数", "月保障金额（元）", "起始时间"}}
	for i := 1; i <= 60; i++ {
		rows = append(rows, []any{i, []string{"张*华", "李*", "欧阳*明"}[i%3], []string{"男", "女"}[i%2], fmt.Sprintf("示例第%d村", i%9+1), i%4 + 1, fmt.Sprintf("%d,%03d.00", i%3+1, i*13%1000), "2026年1月1日"})
	}
	return workbook(t, rows, "A1:G1")
}

// duties is a list of powers and duties: eight columns, short names beside long
// texts, cells merged over several rows.
func duties(t testing.TB) []byte {
	rows := [][]any{
		{"示例镇人民政府权责清单"},
		{"序号", "职权类别", "职权名称", "实施主体", "设定依据", "责任事项", "办理时限", "监督电话"},
	}
	for i := 1; i <= 12; i++ {
		rows = append(rows, []any{
			i, []string{"行政许可", "行政处罚", "行政确认"}[(i-1)/4], fmt.Sprintf("农村村民住宅建设用地审核（第%d项）", i), "示例镇人民政府",
			"《中华人民共和国土地管理法》（2019年8月26日修正）第六十二条第四款：农村村民住宅用地，由乡（镇）人民政府审核批准；其中，涉及占用农用地的，依照本法第四十四条的规定办理审批手续。",
			"1.受理责任：公示依法应当提交的材料；一次性告知补正材料；依法受理或者不予受理。2.审查责任：对申请材料进行审查，组织现场踏勘。3.决定责任：作出是否准予的决定；不予批准的，书面说明理由。",
			"20个工作日", "010-00000000",
		})
	}
	return workbook(t, rows, "A1:H1", "B3:B6", "B7:B10", "B11:B14", "D3:D14")
}

// accounts is a table of 40 rows of amounts under a head of two rows.
func accounts(t testing.TB) []byte {
	rows := [][]any{
		{"收入", nil, nil, "支出", nil, nil},
		{"项目", "预算数（元）", "决算数（元）", "项目（按功能分类）", "预算数（元）", "决算数（元）"},
	}
	for i := 1; i <= 40; i++ {
		amount := fmt.Sprintf("%d,%03d,%03d.%02d", i*7%90+1, i*331%1000, i*77%1000, i%100)
		rows = append(rows, []any{fmt.Sprintf("第%d项收入", i), amount, amount, "一般公共服务支出（政府办公厅（室）及相关机构事务）", amount, "-" + amount})
	}
	return workbook(t, rows, "A1:C1", "D1:F1")
}

// workbook makes an xlsx file of one sheet.
func workbook(t testing.TB, rows [][]any, merged ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		must(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row))
	}
	for _, m := range merged {
		from, to, _ := strings.Cut(m, ":")
		must(t, f.MergeCell("Sheet1", from, to))
	}
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

// photo makes a picture that has something to see in it: sky above fields.
func photo(t testing.TB, width, height int) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.RGBA{uint8(120 + 80*y/height), uint8(160 + 40*y/height), 220, 255}
			if y > height*3/5+(x*x/width)%(height/6) {
				c = color.RGBA{uint8(90 + x*60/width), uint8(130 - 50*y/height), 60, 255}
			}
			picture.SetRGBA(x, y, c)
		}
	}
	var b bytes.Buffer
	if width < 500 {
		must(t, png.Encode(&b, picture))
	} else {
		must(t, jpeg.Encode(&b, picture, nil))
	}
	return b.Bytes()
}
