package page

import (
	"fmt"
	"slices"
	"strings"

	"gongkai/generator/diag"
	"gongkai/generator/suggest"
)

// Subject is one subject of the official classification 主题分类, as used by the
// policy library of the State Council and by Beijing.
type Subject struct {
	// Code is its stable place in the tree: two digits for the first level,
	// four for the second, "02" and "0201". It serves as address; it is not an
	// official number.
	Code string
	Name string
	// Path is what front matter says: 综合政务, 综合政务/政务公开.
	Path     string
	Children []Subject
}

// subjectTree has one line for each subject of the first level, its children
// behind the colon. The order is the official one and must not change: codes
// are counted from it.
const subjectTree = `
国务院组织机构:国务院 国务院办公厅 国务院组成部门 国务院直属特设机构 国务院直属机构 国务院办事机构 国务院直属事业单位 国务院部委管理的国家局 国务院议事协调机构 其他
综合政务:政务公开 政务督查 应急管理 电子政务 文秘工作 保密工作 信访 参事、文史 其他
国民经济管理、国有资产监管:宏观经济 经济体制改革 统计 物价 国有资产监管 重大建设项目 其他
财政、金融、审计:财政 税务 银行 货币（含外汇） 证券 保险 社会信用体系建设 审计 其他
国土资源、能源:土地 矿产 水资源 海洋 煤炭 石油与天然气 电力 其他
农业、林业、水利:农业、畜牧业、渔业 林业 水利 其他
工业、交通:机械制造与重工业 轻工纺织 化工 国防工业 航天、航空 信息产业（含电信） 公路 水运 铁路 民航 邮政 其他
商贸、海关、旅游:对外经贸合作 国内贸易（含供销） 海关 检验、检疫 旅游 其他
市场监管、安全生产监管:工商 质量监督 标准 食品药品监管 安全生产监管 其他
城乡建设、环境保护:城市规划 城乡建设（含住房） 环境监测、保护与治理 节能与资源综合利用 气象、水文、测绘、地震 其他
科技、教育:科技 教育 知识产权 其他
文化、广电、新闻出版:文化 文物 新闻出版 广播、电影、电视 其他
卫生、体育:卫生 医药管理 体育 其他
人口与计划生育、妇女儿童工作:人口与计划生育 妇女儿童 其他
劳动、人事、监察:劳动就业 社会保障 人事工作 军转安置 监察 纠正行业不正之风 其他
公安、安全、司法:公安 国家安全 司法 其他
民政、扶贫、救灾:减灾救灾 优抚安置 社会福利 行政区划与地名 社团管理 扶贫 其他
民族、宗教:民族事务 宗教事务
对外事务:外交、外事 国际条约、国际组织 其他
港澳台侨工作:港澳工作 对台工作 侨务工作
国防:国防建设 国防动员
其他:
`

// Subjects returns the tree of subjects: 22 of the first level, in the
// official order. The caller may keep and change it.
func Subjects() []Subject {
	var tree []Subject
	for line := range strings.Lines(strings.TrimSpace(subjectTree)) {
		name, children, _ := strings.Cut(strings.TrimSpace(line), ":")
		s := Subject{Code: fmt.Sprintf("%02d", len(tree)+1), Name: name, Path: name}
		for _, child := range strings.Fields(children) {
			s.Children = append(s.Children, Subject{
				Code: fmt.Sprintf("%s%02d", s.Code, len(s.Children)+1),
				Name: child,
				Path: name + "/" + child,
			})
		}
		tree = append(tree, s)
	}
	return tree
}

// SubjectCode returns the code of the subject that a path names.
func SubjectCode(path string) (code string, ok bool) {
	first, second := subjectPlace(path)
	switch {
	case first == 0:
		return "", false
	case second == 0:
		return fmt.Sprintf("%02d", first), true
	}
	return fmt.Sprintf("%02d%02d", first, second), true
}

// subjectPlace returns the place of a subject on the first and, where the path
// has one, on the second level, counted from 1; 0, 0 where there is no such
// subject. It looks at the text of the tree, because it is asked for every
// document.
func subjectPlace(path string) (first, second int) {
	parent, child, deep := strings.Cut(path, "/")
	i := strings.Index(subjectTree, "\n"+parent+":")
	if parent == "" || strings.ContainsAny(path, " \n:") || i < 0 {
		return 0, 0
	}
	first = strings.Count(subjectTree[:i+1], "\n")
	if !deep {
		return first, 0
	}
	children := subjectTree[i+len("\n")+len(parent)+len(":"):]
	children = children[:strings.IndexByte(children, '\n')]
	for children != "" {
		second++
		var name string
		if name, children, _ = strings.Cut(children, " "); name == child {
			return first, second
		}
	}
	return 0, 0
}

func isSubject(path string) bool {
	first, _ := subjectPlace(path)
	return first > 0
}

// checkSubject demands a subject of the official tree.
func (c *checker) checkSubject(m *Meta, n node) {
	if isSubject(m.Subject) {
		return
	}
	hint := diag.Text{ZH: "写成“一级/二级”，例如 综合政务/政务公开；全部主题见编辑手册", EN: "write \"first level/second level\", as in 综合政务/政务公开"}
	if near := nearestSubject(m.Subject); near != "" {
		hint = diag.Text{ZH: "改为 " + near, EN: "write " + near}
	}
	c.failAt(ruleSubject, n, m.Subject, hint)
	m.Subject = ""
}

// nearestSubject returns the subject that was most likely meant: with another
// separator, without its first level, or nearly the same.
func nearestSubject(s string) string {
	s = strings.NewReplacer(`\`, "/", "／", "/", ">", "/", "＞", "/", "－", "/", "-", "/", "—", "/", "|", "/", "(", "（", ")", "）").Replace(s)
	s = strings.ReplaceAll(s, " ", "")
	for strings.Contains(s, "//") {
		s = strings.ReplaceAll(s, "//", "/")
	}
	if isSubject(s) {
		return s
	}
	var paths, found []string
	for _, parent := range Subjects() {
		paths = append(paths, parent.Path)
		for _, child := range parent.Children {
			paths = append(paths, child.Path)
			if child.Name == s && s != "其他" {
				found = append(found, child.Path)
			}
		}
	}
	if len(found) > 0 {
		return slices.MinFunc(found, func(a, b string) int { return len(a) - len(b) })
	}
	return suggest.Nearest(s, paths)
}
