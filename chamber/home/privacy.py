from chamber.privacy.register import classify

classify("home.Target", none="id version objective value counts_from counts_until")
