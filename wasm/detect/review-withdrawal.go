package detect

// review-withdrawal: asks to delete or change a bad review.
var ReviewWithdrawal = Detector{
	ID:   "review-withdrawal",
	Look: sellerSays("review-withdraw"),
}
