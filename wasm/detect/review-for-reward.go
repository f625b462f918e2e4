package detect

// review-for-reward: offers money, codes or refunds for a (good) review.
// Asking for a review is allowed, paying for one is not.
var ReviewForReward = Detector{
	ID:   "review-for-reward",
	Look: sellerTrap("review", "reward"),
}
