package orrery.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetectorTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | We moved our servers to a new home last week, and nobody noticed anything.
          de | Wir haben unsere Server letzte Woche umgezogen, und niemand hat etwas gemerkt.
          fr | Nous avons déplacé nos serveurs la semaine dernière et personne ne l'a remarqué.
          es | La semana pasada trasladamos nuestros servidores y nadie se dio cuenta de nada.
          pt | Na semana passada mudamos os nossos servidores de lugar e ninguém percebeu nada.
          nl | Vorige week hebben we onze servers verhuisd en niemand heeft er iets van gemerkt.
          it | La settimana scorsa abbiamo spostato i nostri server e nessuno se n'è accorto.
          ru | На прошлой неделе мы перенесли наши серверы, и никто ничего не заметил вообще.
          ja | 先週サーバーを新しい場所に移しましたが、誰も何も気づきませんでした。とても静かな引っ越しでした。
          zh | 上周我们把服务器搬到了新的地方，没有任何人注意到这件事情。这次搬家非常安静而且顺利，大家都很满意。
          ar | نقلنا خوادمنا الأسبوع الماضي إلى مكان جديد ولم يلاحظ أحد أي شيء على الإطلاق.
          """)
  void knowsWhatATextIsIn(String language, String text) {
    assertThat(Detector.of(text)).isEqualTo(language);
  }

  @Test
  void doesNotGuess() {
    assertThat(Detector.of("Release 1.2")).isNull();
    assertThat(Detector.of("")).isNull();
  }
}
