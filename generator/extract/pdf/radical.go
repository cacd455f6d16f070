package pdf

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// plainText exchanges the radicals of Chinese characters for the characters themselves.
// A font has one glyph for both, and Chromium writes into its table whichever comes
// first: ⼀ for 一, ⺠ for 民. So do other programs, and nobody sees the difference.
func plainText(s string) string {
	if strings.IndexFunc(s, isRadical) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0x2f00 && isRadical(r): // the 214 of the Kangxi dictionary, which Unicode decomposes
			for _, plain := range norm.NFKC.String(string(r)) {
				return plain
			}
		case isRadical(r):
			return radical(r)
		}
		return r
	}, s)
}

func isRadical(r rune) bool { return 0x2e80 <= r && r < 0x2fe0 }

// radical returns the character of one of the radicals that Unicode does not decompose
// and that look as the character does.
func radical(r rune) rune {
	const radicals = "⺁⺇⺌⺎⺏⺐⺑⺒⺓⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺥⺧⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺳⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
	const plain = "厂几小兀尣尢尣巳幺手攵无月歹母民水氺灬爪牛犬王罒示礻竹糸纟网罒网羊羊羊老耂聿月臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝青韦页风飞食食食飠饣马鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
	at := []rune(plain)
	i := 0
	for _, one := range radicals {
		if one == r {
			return at[i]
		}
		i++
	}
	return r
}
