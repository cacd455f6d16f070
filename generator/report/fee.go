package report

import (
	"fmt"

	"gongkai/generator/diag"
)

// feeForRequests returns the fee in yuan for n applications of one applicant in
// one calendar month, counted by applications: none up to 10, 100 each from 11
// to 30, and from 31 on 100 more for every further ten
// (《政府信息公开信息处理费管理办法》, 国办函〔2020〕109号).
func feeForRequests(n int) int {
	if n <= 10 {
		return 0
	}
	if n <= 30 {
		return (n - 10) * 100
	}
	fee, rate := 2000, 200
	for rest := n - 30; rest > 0; rest -= 10 {
		fee += min(rest, 10) * rate
		rate += 100
	}
	return fee
}

// feeForPages returns the fee in yuan for one application counted by pages:
// none up to 30, 10 a page from 31 to 100, 20 from 101 to 200, 40 from 201 on
// (国办函〔2020〕109号).
func feeForPages(pages int) int {
	tier := func(from, to, rate int) int { return max(min(pages, to)-from, 0) * rate }
	return tier(30, 100, 10) + tier(100, 200, 20) + max(pages-200, 0)*40
}

// mostQuantity bounds what is taken for a number of pages or applications.
const mostQuantity = 1_000_000

// checkCharges compares the fees reported with the tariff.
func (r valueCheck) checkCharges() []diag.Diagnostic {
	var found findings
	var cases, sum Number
	for _, c := range r.charges {
		cases += wholeNumber(c.cases)
		sum += c.amount
		if why, wrong := c.wrong(); wrong && found.Take(wrongCharge) {
			found.add(wrongCharge.At(c.pos, c.amount.String(), why))
		}
	}
	if len(r.charges) == 0 {
		return r.checkFeeTotal()
	}
	for _, total := range []struct {
		name string
		want Number
		what diag.Text
	}{
		{tableCharges + ".cases", cases, diag.Text{ZH: "件数", EN: "cases"}},
		{tableCharges + ".amount", sum, diag.Text{ZH: "金额", EN: "amount"}},
	} {
		if f, ok := r.figures.get(total.name); ok && f.Value != total.want {
			found.add(chargeTotal.At(f.Pos, total.what, f.Value.String(), total.want.String()))
		}
	}
	return found.all()
}

// checkFeeTotal looks at a total without items: every fee of the tariff is a
// multiple of ten yuan, and at least ten for each application charged.
func (r valueCheck) checkFeeTotal() []diag.Diagnostic {
	f, ok := r.figures.get(tableCharges + ".amount")
	cases, known := r.figures.get(tableCharges + ".cases")
	if !ok || !known {
		return nil
	}
	if f.Value%wholeNumber(10) == 0 && f.Value >= 10*cases.Value && (f.Value == 0 || cases.Value > 0) {
		return nil
	}
	return []diag.Diagnostic{wrongCharge.At(f.Pos, f.Value.String(), diag.Text{
		ZH: "金额应当是 10 元的整数倍，每件至少 10 元",
		EN: "fees are multiples of 10 yuan, at least 10 for each application",
	})}
}

// wrong reports whether a charge cannot come from the tariff, and why.
func (c charge) wrong() (why diag.Text, wrong bool) {
	if c.quantity > mostQuantity || c.cases > mostQuantity {
		return diag.Text{ZH: "数量过大", EN: "the quantity is too large"}, true
	}
	want, unit := 0, diag.Text{ZH: "%d 页应收 %d 元", EN: "%d pages cost %d"}
	switch {
	case c.byPages && c.quantity > 0:
		c.cases = max(c.cases, 1)
		want = feeForPages(c.quantity) * c.cases
	case c.byPages:
		ok := c.amount%wholeNumber(10) == 0 && c.amount >= wholeNumber(10*c.cases)
		return diag.Text{ZH: "按量计收的金额是 10 元的整数倍，每件至少 10 元", EN: "by pages a fee is a multiple of 10, at least 10 each"}, !ok
	default:
		unit = diag.Text{ZH: "一个月 %d 件应收 %d 元", EN: "%d applications in a month cost %d"}
		if c.quantity == 0 {
			c.quantity = 10 + c.cases
		}
		want = feeForRequests(c.quantity)
	}
	return diag.Text{
		ZH: fmt.Sprintf(unit.ZH, c.quantity, want), EN: fmt.Sprintf(unit.EN, c.quantity, want),
	}, c.amount != wholeNumber(want)
}
