package sitetest_test

import (
	"bytes"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"gongkai/generator/site/buildtest"
)

// everywhere is a text with pictures in all places that a text has.
const everywhere = `---
title: 图片的各种位置
category: dynamics
date: 2021-11-21
---
段落里有一张![小图](0009-small.jpg)图，后面还有文字，后面还有文字，后面还有文字，后面还有文字。

段落里的大图![横图](0009-wide.jpg)后面还有文字。

![在前](0009-wide.jpg)后面是文字，没有空行。

![单独](0009-wide.jpg)

![小图](0009-small.jpg "比图宽得多的图注，要换行才放得下，放不下也不能把框撑开，要换行才放得下")

![图注](0009-wide.jpg "横图")

![竖图](0009-high.jpg "竖图")

![甲](0009-small.jpg) ![乙](0009-small.jpg) ![丙](0009-small.jpg) ![丁](0009-small.jpg) ![戊](0009-small.jpg) ![己](0009-small.jpg)

![甲](0009-wide.jpg) ![乙](0009-high.jpg)
![three](0009-wide.jpg)

[![链接里的图](0009-wide.jpg)](0001.md)

- 列表一

  ![列表里的图](0009-wide.jpg)
- 列表二![列表里的图](0009-high.jpg)
  1. 里层![列表里的图](0009-wide.jpg "标题")

> 引文里的图
>
> ![引文里的图](0009-high.jpg)
>
> ![引文里的图](0009-wide.jpg "引文的图注")

| 图 | 说明 | 其他 |
|---|---|---|
| ![表格里的图](0009-wide.jpg) | 会场 | 四十六人 |
| ![表格里的小图](0009-small.jpg) | 小图 | 一人 |

| 图 | 图 |
|---|---|
| ![表格里的图](0009-high.jpg) | ![表格里的图](0009-wide.jpg) |

术语
: ![定义里的图](0009-wide.jpg)
`

// outside lists the pictures that stand out of what holds them or of the text, that
// are wider than they are, and those that are not there.
const outside = `(async () => {
	const text = document.querySelector('.prose').getBoundingClientRect();
	const images = [...document.querySelectorAll('.prose img')];
	for (const img of images) {
		img.loading = 'eager';
		try { await img.decode() } catch { return ['broken: ' + img.src] }
	}
	const bad = [];
	for (const img of images) {
		const box = img.getBoundingClientRect();
		for (const around of [img.closest('td, li, blockquote, dd, figure, p').getBoundingClientRect(), img.closest('table') ? null : text]) {
			if (around && (box.left < around.left - .5 || box.right > around.right + .5)) {
				bad.push(img.alt + ': ' + box.left + ' to ' + box.right + ' in ' + around.left + ' to ' + around.right);
			}
		}
		if (box.width > img.naturalWidth + .5 || box.width < 60 || Math.abs(box.width * img.naturalHeight / img.naturalWidth - box.height) > 1) {
			bad.push(img.alt + ': ' + box.width + '×' + box.height + ' of ' + img.naturalWidth + '×' + img.naturalHeight);
		}
	}
	if (images.length != 27) bad.push(images.length + ' pictures');
	if (document.documentElement.scrollWidth > innerWidth) bad.push('the page scrolls');
	return bad;
})()`

// TestPictures: wherever a picture stands in a text, it is inside of what holds it, on
// a phone, on a desk and on paper; what stands for a larger one leads to it, for the
// keyboard and for those who listen as well.
func TestPictures(t *testing.T) {
	slow(t)
	kinds := source{name: "pictures", day: buildtest.Day, write: func(t *testing.T, dir string) {
		files := buildtest.Site()
		files["config.toml"] = bytes.ReplaceAll(files["config.toml"], []byte("max = 400"), []byte("max = 1600"))
		files["content/dynamics/2021/0009.md"] = []byte(everywhere)
		files["content/dynamics/2021/0009-wide.jpg"] = buildtest.JPEG(2000, 1500, 1)
		files["content/dynamics/2021/0009-high.jpg"] = buildtest.JPEG(1500, 2000, 2)
		files["content/dynamics/2021/0009-small.jpg"] = buildtest.JPEG(120, 90, 3)
		write(t, dir, files)
	}}
	b := openTab(t, startBrowser(t), kinds.styled(t, plainLooks).FileRoot())
	const path = "dynamics/2021/0009.html"
	for _, paper := range []bool{false, true} {
		if paper {
			_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
			must(t, err)
		}
		for _, width := range map[bool][]int64{false: {320, 375, 768, 1280}, true: {627}}[paper] {
			b.width(t, width)
			b.open(t, path)
			for _, bad := range eval[[]string](t, b, outside) {
				t.Errorf("%d pixels, on paper: %t: %s", width, paper, bad)
			}
		}
	}
	checkOriginals(t, b)
	report(t, b.troubles(path))
}

// checkOriginals checks the links from copies to their pictures.
func checkOriginals(t *testing.T, b *tab) {
	t.Helper()
	links := eval[[]struct {
		Href, Label, Alt string
		Focus            bool
	}](t, b, `[...document.querySelectorAll('.prose a:has(> img)')].map(a => {
		a.focus();
		return {Href: a.getAttribute('href'), Label: a.getAttribute('aria-label') || '', Alt: a.firstChild.alt, Focus: document.activeElement == a};
	})`)
	copies := 0
	for _, l := range links {
		if !l.Focus {
			t.Errorf("%s cannot be reached by the keyboard", l.Href)
		}
		if l.Href == "0001.html" {
			continue
		}
		if copies++; l.Label != l.Alt+"（查看原图）" {
			t.Errorf("%s is called %q, of %q", l.Href, l.Label, l.Alt)
		}
	}
	if copies != 17 {
		t.Errorf("%d copies lead to their pictures", copies)
	}
}
