package detect

// odd-refund: would refund by another way than the one paid by: a code, a
// bank account, an app.
var OddRefund = Detector{
	ID:   "odd-refund",
	Look: sellerTrap("refund", "odd-refund-way"),
}
